// What is drawn of one bus: its label, the arrow of its heading, and marks that need no colour.

export const HEIGHT = 22;
const SMALL = '600 11px system-ui, "Noto Sans KR", sans-serif';
type Pen = CanvasRenderingContext2D;

/** An arrow whose tip stands just outside the label, on the side the bus goes to. */
export function drawArrow(pen: Pen, heading: number, half: number, fill: string, ring: string): void {
  const angle = (heading * Math.PI) / 180;
  const [dx, dy] = [Math.sin(angle), -Math.cos(angle)];
  const out = Math.min(half / Math.max(Math.abs(dx), 0.01), Math.min(half, HEIGHT / 2) / Math.max(Math.abs(dy), 0.01)) + 3;
  pen.save();
  pen.translate(dx * out, dy * out);
  pen.rotate(angle);
  pen.beginPath();
  pen.moveTo(0, -8);
  pen.lineTo(6.5, 2);
  pen.lineTo(-6.5, 2);
  pen.closePath();
  pen.fillStyle = fill;
  pen.strokeStyle = ring;
  pen.lineWidth = 3;
  pen.stroke();
  pen.fill();
  pen.restore();
}

/** A wheelchair, a stair, or a question mark: never by colour alone. */
export function drawMark(pen: Pen, lowFloor: string, x: number, ink: string): void {
  pen.save();
  pen.translate(x - 8, -8);
  pen.scale(16 / 24, 16 / 24);
  pen.strokeStyle = ink;
  pen.fillStyle = ink;
  pen.lineWidth = 2.6;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  if (lowFloor === "yes") {
    drawDisc(pen, 10.5, 4, 2.4);
    pen.stroke(new Path2D("M10.500 8v6h5.500l2.500 5.500M10.500 10.500h5M7.500 11.500a5.200 5.200 0 1 0 7.300 6.800"));
  } else if (lowFloor === "no") pen.stroke(new Path2D("M3 20h5v-5h5v-5h5V5h4"));
  else {
    pen.stroke(new Path2D("M8.500 9a3.500 3.500 0 1 1 5.200 3.100c-1.200.7-1.700 1.200-1.700 2.400"));
    drawDisc(pen, 12, 18.5, 1.6);
  }
  pen.restore();
}

export function drawDisc(pen: Pen, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}

export function drawRing(pen: Pen, wide: number, color: string): void {
  pen.strokeStyle = color;
  pen.lineWidth = 3;
  pen.beginPath();
  pen.roundRect(-wide / 2 - 5, -HEIGHT / 2 - 5, wide + 10, HEIGHT + 10, 11);
  pen.stroke();
}

/** Below the label, with a halo. */
export function drawBelow(pen: Pen, text: string, { color, halo }: { color: string; halo: string }): void {
  pen.font = SMALL;
  pen.textAlign = "center";
  pen.lineWidth = 3;
  pen.strokeStyle = halo;
  pen.fillStyle = color;
  pen.strokeText(text, 0, HEIGHT / 2 + 10);
  pen.fillText(text, 0, HEIGHT / 2 + 10);
  pen.textAlign = "start";
}

/** Black or white, whichever can be read on the colour. */
export function inkOn(fill: string): string {
  const part = (from: number): number => {
    const value = parseInt(fill.slice(from, from + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const light = 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
  return light > 0.179 ? "#000000" : "#ffffff";
}
