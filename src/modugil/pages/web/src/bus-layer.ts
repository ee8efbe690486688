// Buses drawn over the map, each frame anew and in full precision.
import type { Map } from "maplibre-gl";
import { drawArrow, drawBelow, drawDisc, drawMark, drawRing, HEIGHT, inkOn } from "./bus-marks";
import type { Bus, Fleet } from "./fleet";
import { night } from "./palette";
import { word } from "./words";

/** Older positions are shown as such. */
const STALE_S = 60;
const NUMBERS_FROM_ZOOM = 11.5;
const REACH_PX = 22;
const OUTSIDE_PX = 60;
const FONT = '700 13px system-ui, "Noto Sans KR", sans-serif';
const PLAIN = "0b6470";
const BY_DAY = { stale: "#8b959a", ring: "#ffffff", chosen: "#0b4fd6", text: "#26363e", halo: "#fffdf8" };
const BY_NIGHT = { stale: "#4d5a61", ring: "#0c1417", chosen: "#8fb8ff", text: "#e6edee", halo: "#131c20" };
interface Drawn {
  id: string;
  x: number;
  y: number;
  wide: number;
}

export class BusLayer {
  private readonly canvas = document.createElement("canvas");
  private readonly pen: CanvasRenderingContext2D;
  private drawn: Drawn[] = [];
  private asked = 0;
  selected = "";
  wants: (bus: Bus) => boolean = () => true;

  constructor(private readonly map: Map, private readonly fleet: Fleet) {
    const pen = this.canvas.getContext("2d");
    if (!pen) throw new Error("this device draws no canvas");
    this.pen = pen;
    this.canvas.className = "bus-canvas";
    this.canvas.setAttribute("aria-hidden", "true");
    map.getCanvasContainer().append(this.canvas);
    for (const event of ["move", "resize", "idle"] as const) map.on(event, () => this.redraw());
  }

  redraw(): void {
    this.asked ||= requestAnimationFrame(() => {
      this.asked = 0;
      if (this.draw(performance.now())) this.redraw();
    });
  }

  /** The bus drawn nearest to this point of the screen, within reach of a finger. */
  near(x: number, y: number, reach = REACH_PX): string {
    let [best, found] = [reach, ""];
    for (const one of this.drawn) {
      const away = Math.hypot(Math.max(0, Math.abs(one.x - x) - one.wide / 2), one.y - y);
      if (away < best) [best, found] = [away, one.id];
    }
    return found;
  }

  /** Everything in view; whether anything still moves. */
  private draw(now: number): boolean {
    const { wide, high } = this.fit();
    const numbers = this.map.getZoom() >= NUMBERS_FROM_ZOOM;
    this.drawn = [];
    let moves = false;
    for (const bus of this.fleet.buses.values()) {
      if (!this.wants(bus)) continue;
      const place = bus.glide.at(now);
      const { x, y } = this.map.project([place.lon, place.lat]);
      if (x < -OUTSIDE_PX || y < -OUTSIDE_PX || x > wide + OUTSIDE_PX || y > high + OUTSIDE_PX) continue;
      moves ||= bus.glide.moves(now);
      this.pen.save();
      this.pen.translate(x, y);
      const half = numbers ? this.drawLabel(bus, place.heading) : this.drawDot(bus, place.heading);
      this.pen.restore();
      this.drawn.push({ id: bus.id, x, y, wide: half * 2 });
    }
    return moves;
  }

  private fit(): { wide: number; high: number } {
    const { clientWidth: wide, clientHeight: high } = this.map.getContainer();
    const scale = window.devicePixelRatio || 1;
    const [columns, rows] = [Math.round(wide * scale), Math.round(high * scale)];
    if (this.canvas.width !== columns || this.canvas.height !== rows) {
      [this.canvas.width, this.canvas.height] = [columns, rows];
      [this.canvas.style.width, this.canvas.style.height] = [`${wide}px`, `${high}px`];
    }
    this.pen.setTransform(scale, 0, 0, scale, 0, 0);
    this.pen.clearRect(0, 0, wide, high);
    return { wide, high };
  }

  /** From near: number, mark, heading; old ones grey and dashed, with their age. Half its width. */
  private drawLabel(bus: Bus, heading: number | null): number {
    const { pen } = this;
    const colors = night.matches ? BY_NIGHT : BY_DAY;
    const ageS = this.fleet.ageS(bus);
    const stale = ageS > STALE_S;
    const fill = stale ? colors.stale : `#${bus.facts.color || PLAIN}`;
    const ink = inkOn(fill);
    const line = bus.facts.line ?? "";
    pen.font = FONT;
    const wide = line ? Math.ceil(pen.measureText(line).width) + 34 : 28;
    if (heading !== null && !stale) drawArrow(pen, heading, wide / 2, fill, colors.ring);
    pen.lineWidth = 2;
    pen.strokeStyle = colors.ring;
    pen.fillStyle = fill;
    pen.beginPath();
    pen.roundRect(-wide / 2, -HEIGHT / 2, wide, HEIGHT, 7);
    pen.fill();
    if (stale) [pen.strokeStyle] = [colors.text, pen.setLineDash([3, 2])];
    pen.stroke();
    pen.setLineDash([]);
    drawMark(pen, bus.facts.lowFloor ?? "unknown", -wide / 2 + 13, ink);
    pen.fillStyle = ink;
    pen.textBaseline = "middle";
    pen.fillText(line, -wide / 2 + 25, 1);
    if (bus.id === this.selected) drawRing(pen, wide, colors.chosen);
    if (stale) drawBelow(pen, word("moving.minutes", { n: Math.max(1, Math.round(ageS / 60)) }), { color: colors.text, halo: colors.halo });
    return wide / 2;
  }

  /** From far: a dot, with a hole where there are steps to climb. Half its width. */
  private drawDot(bus: Bus, heading: number | null): number {
    const { pen } = this;
    const colors = night.matches ? BY_NIGHT : BY_DAY;
    const stale = this.fleet.ageS(bus) > STALE_S;
    const fill = stale ? colors.stale : `#${bus.facts.color || PLAIN}`;
    if (heading !== null && !stale) drawArrow(pen, heading, 4, fill, colors.ring);
    pen.fillStyle = colors.ring;
    drawDisc(pen, 0, 0, 7.5);
    pen.fillStyle = fill;
    drawDisc(pen, 0, 0, 5.5);
    pen.fillStyle = colors.ring;
    if (bus.facts.lowFloor !== "yes") drawDisc(pen, 0, 0, 2.4);
    if (bus.id === this.selected) drawRing(pen, 14, colors.chosen);
    return 7;
  }
}
