// The pictures buses are painted with, each drawn once and kept beside the others in one large picture.
import { drawArrow, drawBelow, drawDisc, drawMark, drawRing, HEIGHT, inkOn } from "./bus-marks";

export interface Colors {
  stale: string;
  ring: string;
  chosen: string;
  text: string;
  halo: string;
}
export interface Sprite {
  /** In CSS pixels. */
  wide: number;
  high: number;
  /** Of what can be pressed, without the room around it. */
  half: number;
  /** Where it stands among all pictures, in device pixels. */
  from: { x: number; y: number; columns: number; rows: number };
}
type Pen = CanvasRenderingContext2D;
const FONT = '700 13px system-ui, "Noto Sans KR", sans-serif';
/** Around a picture, for its border. */
const ROOM = 3;
/** Its middle lies so far outside of what it belongs to. */
export const ARROW_OUT = 6;
const GAP_PX = 2;
const DIRECTIONS = 16;
const ALL_PX = 2048;

export class BusSprites {
  private readonly kept = new Map<string, Sprite>();
  readonly all = document.createElement("canvas");
  private readonly pen: Pen;
  private x = 0;
  private y = 0;
  private shelf = 0;

  constructor(private readonly scale: number) {
    [this.all.width, this.all.height] = [ALL_PX, ALL_PX];
    const pen = this.all.getContext("2d");
    if (!pen) throw new Error("this device draws no canvas");
    this.pen = pen;
  }

  /** From near: number, mark; old ones dashed. */
  label(line: string, fill: string, { floor, stale, colors }: { floor: string; stale: boolean; colors: Colors }): Sprite {
    return this.get(`l ${line} ${fill} ${floor} ${stale} ${colors.ring}`, () => {
      this.pen.font = FONT;
      const wide = line ? Math.ceil(this.pen.measureText(line).width) + 34 : 28;
      const draw = (pen: Pen): void => {
        pen.font = FONT;
        pen.lineWidth = 2;
        pen.strokeStyle = stale ? colors.text : colors.ring;
        pen.fillStyle = fill;
        pen.beginPath();
        pen.roundRect(-wide / 2, -HEIGHT / 2, wide, HEIGHT, 7);
        pen.fill();
        pen.setLineDash(stale ? [3, 2] : []);
        pen.stroke();
        pen.setLineDash([]);
        drawMark(pen, floor, -wide / 2 + 13, inkOn(fill));
        pen.fillStyle = inkOn(fill);
        pen.textBaseline = "middle";
        pen.fillText(line, -wide / 2 + 25, 1);
      };
      return { wide, high: HEIGHT, draw };
    });
  }

  /** From far: a dot with an arrow, and a hole where it is not known to be low-floor. An old one is a
   * ring of dashes, one that does not tell where it goes has no arrow. A picture for each of a few
   * directions, as pictures that need not be turned are copied many times quicker. */
  dot(fill: string, { floor, stale, heading, colors }: { floor: string; stale: boolean; heading: number | null; colors: Colors }): Sprite {
    const turn = heading === null ? null : Math.round((heading / 360) * DIRECTIONS) % DIRECTIONS;
    const size = turn === null ? 16 : 33;
    return this.get(`d ${fill} ${floor === "yes"} ${stale} ${turn} ${colors.ring}`, () => ({
      wide: size,
      high: size,
      draw: (pen) => {
        if (turn !== null) drawArrow(pen, (turn / DIRECTIONS) * 360, 4, fill, colors.ring);
        pen.fillStyle = colors.ring;
        drawDisc(pen, 0, 0, 7.5);
        pen.fillStyle = fill;
        drawDisc(pen, 0, 0, 5.5);
        pen.fillStyle = colors.ring;
        if (floor !== "yes" || stale) drawDisc(pen, 0, 0, stale ? 3.6 : 2.4);
        if (!stale) return;
        pen.strokeStyle = colors.text;
        pen.lineWidth = 1.5;
        pen.setLineDash([2, 2]);
        pen.beginPath();
        pen.arc(0, 0, 6, 0, 2 * Math.PI);
        pen.stroke();
        pen.setLineDash([]);
      },
    }));
  }

  /** An arrow to the north, to be turned. */
  arrow(fill: string, colors: Colors): Sprite {
    return this.get(`a ${fill} ${colors.ring}`, () => ({
      wide: 18,
      high: 18,
      draw: (pen) => {
        pen.translate(0, ARROW_OUT);
        drawArrow(pen, 0, 0, fill, colors.ring);
      },
    }));
  }

  ring(wide: number, colors: Colors): Sprite {
    return this.get(`r ${wide} ${colors.chosen}`, () => ({ wide: wide + 14, high: HEIGHT + 14, draw: (pen) => drawRing(pen, wide, colors.chosen) }));
  }

  /** How old a position is, to stand below a label. */
  age(text: string, colors: Colors): Sprite {
    return this.get(`t ${text} ${colors.text}`, () => ({
      wide: 56,
      high: 18,
      draw: (pen) => {
        pen.translate(0, -HEIGHT / 2 - 10);
        pen.textBaseline = "middle";
        drawBelow(pen, text, { color: colors.text, halo: colors.halo });
      },
    }));
  }

  private get(key: string, make: () => { wide: number; high: number; draw: (pen: Pen) => void }): Sprite {
    const known = this.kept.get(key);
    if (known) return known;
    const { wide, high, draw } = make();
    const [columns, rows] = [Math.ceil((wide + ROOM) * this.scale), Math.ceil((high + ROOM) * this.scale)];
    const at = this.place(columns, rows);
    this.pen.save();
    this.pen.setTransform(this.scale, 0, 0, this.scale, at.x + columns / 2, at.y + rows / 2);
    draw(this.pen);
    this.pen.restore();
    const sprite: Sprite = { wide: columns / this.scale, high: rows / this.scale, half: wide / 2, from: { ...at, columns, rows } };
    this.kept.set(key, sprite);
    return sprite;
  }

  /** Side by side on shelves; where all is full it begins anew. */
  private place(columns: number, rows: number): { x: number; y: number } {
    if (this.x + columns > ALL_PX) [this.x, this.y, this.shelf] = [0, this.y + this.shelf + GAP_PX, 0];
    if (this.y + rows > ALL_PX) {
      this.kept.clear();
      this.pen.clearRect(0, 0, ALL_PX, ALL_PX);
      [this.x, this.y, this.shelf] = [0, 0, 0];
    }
    const at = { x: this.x, y: this.y };
    this.x += columns + GAP_PX;
    this.shelf = Math.max(this.shelf, rows);
    return at;
  }
}
