// Buses over the map: where each is at this frame, painted from pictures that were drawn once.
// For a fleet this is the quickest way without a graphics processor, and quick enough with one; the map
// itself is not drawn anew.
import type { Map } from "maplibre-gl";
import { HEIGHT } from "./bus-marks";
import { ARROW_OUT, BusSprites, type Colors, type Sprite } from "./bus-sprites";
import type { Bus, Fleet } from "./fleet";
import { Flat } from "./flat";
import { night } from "./palette";
import { word } from "./words";

/** Older positions are shown as such. */
const STALE_S = 60;
const NUMBERS_FROM_ZOOM = 11.5;
const WAYS_FROM_ZOOM = 12;
const REACH_PX = 22;
const OUTSIDE_PX = 60;
/** With so many in view thirty frames a second do: at that scale a bus goes a pixel or two a second. */
const MANY = 150;
const PAUSE_MS = 30;
/** So much wider is what is chosen. */
const RING_PX = 7;
const PLAIN = "0b6470";
const BY_DAY: Colors = { stale: "#8b959a", ring: "#ffffff", chosen: "#0b4fd6", text: "#26363e", halo: "#fffdf8" };
const BY_NIGHT: Colors = { stale: "#4d5a61", ring: "#0c1417", chosen: "#8fb8ff", text: "#e6edee", halo: "#131c20" };
const DOT_PX = 8;
const CELL_PX = { wide: 32, high: HEIGHT };
interface Drawn {
  id: string;
  x: number;
  y: number;
  half: number;
}

export class BusLayer {
  private readonly canvas = document.createElement("canvas");
  private readonly pen: CanvasRenderingContext2D;
  private sprites = new BusSprites(1);
  private scale = 1;
  private labels: [sprite: Sprite, x: number, y: number, angle: number][] = [];
  private drawn: Drawn[] = [];
  private asked = 0;
  private last = 0;
  selected = "";
  wants: (bus: Bus) => boolean = () => true;
  /** What colour a bus has, and what stands below it, for those who colour by something else than the line. */
  color: (bus: Bus) => string = ({ facts }) => facts.color || PLAIN;
  below: (bus: Bus) => string = () => "";

  constructor(private readonly map: Map, private readonly fleet: Fleet) {
    this.canvas.className = "bus-canvas";
    this.canvas.setAttribute("aria-hidden", "true");
    const pen = this.canvas.getContext("2d");
    if (!pen) throw new Error("this device draws no canvas");
    this.pen = pen;
    map.getCanvasContainer().append(this.canvas);
    for (const event of ["move", "resize", "idle"] as const) map.on(event, () => this.redraw());
  }

  redraw(): void {
    this.asked ||= requestAnimationFrame((now) => {
      this.asked = 0;
      const early = this.drawn.length > MANY && now - this.last < PAUSE_MS && !this.map.isMoving();
      if (early || this.draw(performance.now())) this.redraw();
      if (!early) this.last = now;
    });
  }

  /** The bus drawn nearest to this point of the screen, within reach of a finger. */
  near(x: number, y: number, reach = REACH_PX): string {
    let [best, found] = [reach, ""];
    for (const one of this.drawn) {
      const away = Math.hypot(Math.max(0, Math.abs(one.x - x) - one.half), one.y - y);
      if (away < best) [best, found] = [away, one.id];
    }
    return found;
  }

  /** Everything in view; whether anything still moves. */
  private draw(now: number): boolean {
    const size = this.fit();
    const zoom = this.map.getZoom();
    this.fleet.closeUp = zoom >= WAYS_FROM_ZOOM;
    const flat = new Flat(this.map);
    const taken = zoom >= NUMBERS_FROM_ZOOM ? new Set<number>() : null;
    const colors = night.matches ? BY_NIGHT : BY_DAY;
    this.drawn = [];
    this.labels = [];
    let moves = false;
    for (const bus of this.fleet.buses.values()) {
      bus.shown = false;
      if (bus.id !== this.selected && this.wants(bus)) moves = this.add(bus, now, { flat, taken, colors, size }) || moves;
    }
    const chosen = this.fleet.buses.get(this.selected);
    if (chosen && this.wants(chosen)) moves = this.add(chosen, now, { flat, taken: taken && new Set(), colors, size }) || moves;
    for (const [sprite, x, y, angle] of this.labels) this.put(sprite, x, y, angle);
    const drawn = String(this.drawn.length);
    if (this.canvas.dataset["drawn"] !== drawn) this.canvas.dataset["drawn"] = drawn;
    return moves;
  }

  private add(bus: Bus, now: number, view: { flat: Flat; taken: Set<number> | null; colors: Colors; size: { wide: number; high: number } }): boolean {
    const place = bus.glide.at(now);
    const { x, y } = view.flat.project(place.lon, place.lat);
    if (x < -OUTSIDE_PX || y < -OUTSIDE_PX || x > view.size.wide + OUTSIDE_PX || y > view.size.high + OUTSIDE_PX) return false;
    bus.shown = true;
    const { colors } = view;
    const ageS = this.fleet.ageS(bus);
    const stale = ageS > STALE_S;
    const fill = stale ? colors.stale : `#${this.color(bus)}`;
    const told = { floor: bus.facts.lowFloor ?? "unknown", stale, colors };
    const label = view.taken ? this.sprites.label(bus.facts.line ?? "", fill, told) : null;
    // where labels would lie on each other the later bus is a dot
    const near = label && view.taken && takes(view.taken, x, y, label.half);
    const heading = stale ? null : place.heading;
    const sprite = near ? label : this.sprites.dot(fill, { ...told, heading });
    if (near) {
      if (heading !== null) this.labels.push(this.arrow(x, y, heading, { half: sprite.half, room: bus.id === this.selected ? RING_PX : 0, fill, colors }));
      this.labels.push([sprite, x, y, 0]);
      const below = stale ? word("moving.minutes", { n: Math.max(1, Math.round(ageS / 60)) }) : this.below(bus);
      if (below) this.labels.push([this.sprites.age(below, colors), x, y + HEIGHT / 2 + 10, 0]);
    } else this.copy(sprite, x, y);
    if (bus.id === this.selected) this.labels.push([this.sprites.ring(near ? sprite.half * 2 : 14, colors), x, y, 0]);
    this.drawn.push({ id: bus.id, x, y, half: near ? sprite.half : DOT_PX });
    return bus.glide.moves(now);
  }

  /** Its tip just outside the label, on the side the bus goes to. */
  private arrow(x: number, y: number, heading: number, { half, room, fill, colors }: { half: number; room: number; fill: string; colors: Colors }): [Sprite, number, number, number] {
    const angle = (heading * Math.PI) / 180;
    const [dx, dy] = [Math.sin(angle), -Math.cos(angle)];
    const out = Math.min(half / Math.max(Math.abs(dx), 0.01), Math.min(half, HEIGHT / 2) / Math.max(Math.abs(dy), 0.01)) + ARROW_OUT + 2 + room;
    return [this.sprites.arrow(fill, colors), x + dx * out, y + dy * out, angle];
  }

  /** On whole pixels, and as it is: many times quicker, and from far nobody sees a part of a pixel. */
  private copy({ from }: Sprite, x: number, y: number): void {
    const [left, top] = [Math.round(x * this.scale - from.columns / 2), Math.round(y * this.scale - from.rows / 2)];
    this.pen.drawImage(this.sprites.all, from.x, from.y, from.columns, from.rows, left, top, from.columns, from.rows);
  }

  private put(sprite: Sprite, x: number, y: number, angle: number): void {
    const [c, s] = [Math.cos(angle) * this.scale, Math.sin(angle) * this.scale];
    const { wide, high, from } = sprite;
    this.pen.setTransform(c, s, -s, c, x * this.scale, y * this.scale);
    this.pen.drawImage(this.sprites.all, from.x, from.y, from.columns, from.rows, -wide / 2, -high / 2, wide, high);
  }

  private fit(): { wide: number; high: number } {
    const { clientWidth: wide, clientHeight: high } = this.map.getContainer();
    const scale = Math.min(2, window.devicePixelRatio || 1);
    const [columns, rows] = [Math.round(wide * scale), Math.round(high * scale)];
    if (this.canvas.width !== columns || this.canvas.height !== rows) {
      [this.canvas.width, this.canvas.height] = [columns, rows];
      [this.canvas.style.width, this.canvas.style.height] = [`${wide}px`, `${high}px`];
    }
    if (scale !== this.scale) [this.scale, this.sprites] = [scale, new BusSprites(scale)];
    this.pen.setTransform(1, 0, 0, 1, 0, 0);
    this.pen.clearRect(0, 0, columns, rows);
    return { wide, high };
  }
}

/** Whether the label has room; then nobody else has it there. */
function takes(taken: Set<number>, x: number, y: number, half: number): boolean {
  const cells: number[] = [];
  const row = Math.floor(y / CELL_PX.high);
  for (let column = Math.floor((x - half) / CELL_PX.wide); column <= Math.floor((x + half) / CELL_PX.wide); column++) cells.push(row * 10_000 + column);
  if (cells.some((one) => taken.has(one))) return false;
  for (const one of cells) taken.add(one);
  return true;
}
