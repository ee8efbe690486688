// The way as a drawing made from the packet alone: streets, own way, what needs care, toilets, where one is and how exactly.
import type { Caution, State } from "./guide";
import { bearing, distance, Plane, type Spot } from "./geometry";
import type { Packet, Point } from "./packet";

const SVG = "http://www.w3.org/2000/svg";
/** Units of the drawing: it is a square of this size, cut to its frame, with the person in the middle. */
const SIDE = 400;
/** Metres from the middle to the edge. */
const REACH_M = 90;
const SCALE = SIDE / 2 / REACH_M;
/** Marks so much farther away than the edge are not placed. */
const MARGIN = 30;
/** So far ahead the way tells which side is up where the source does not tell where one goes. */
const AHEAD_M = 8;
const SLOWEST_MPS = 0.3;
const ARROW = "M0-15 10 11Q0 5-10 11z";
const DOT = "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z";

interface Mark {
  spot: Spot;
  shape: SVGElement;
}

export class Drawing {
  private readonly plane: Plane;
  private readonly world: SVGElement;
  private readonly way: SVGElement;
  private readonly me: SVGElement;
  private readonly circle: SVGElement;
  private readonly fixed: Mark[];
  private cautions: Mark[] = [];
  private version = -1;
  private told = "";
  private middle: Spot = { x: 0, y: 0 };
  /** Which direction is up, unless that is north. */
  private heading = 0;
  /** Whether somebody's own course was ever told: else a dot shows them, for nobody knows where they look. */
  private pointed = false;
  northUp = false;

  constructor(svg: SVGElement, packet: Packet) {
    this.plane = new Plane([packet.start.lon, packet.start.lat]);
    svg.setAttribute("viewBox", [-SIDE / 2, -SIDE / 2, SIDE, SIDE].join(" "));
    this.world = make("g", { class: "d-world" });
    for (const [kind, lines] of streetsOf(packet)) this.world.append(make("path", { class: `d-street d-${kind}`, d: lines.map((one) => this.path(one)).join("") }));
    const whole = packet.legs.map((leg) => make("path", { class: `d-leg d-${leg.kind}`, d: this.path(leg.line) }));
    this.way = make("path", { class: "d-way" });
    const casing = make("path", { class: "d-casing" });
    this.world.append(...whole, casing, this.way);
    this.circle = make("circle", { class: "d-accuracy" });
    this.me = make("path", { class: "d-me", d: DOT });
    const marks = make("g", {});
    this.fixed = this.list(packet);
    marks.append(...this.fixed.map((one) => one.shape));
    svg.replaceChildren(this.world, marks, this.circle, this.me);
    this.move([packet.start.lon, packet.start.lat], 0);
  }

  /** How things stand now; `cautions` are those of the way that is gone along. */
  show(state: State, cautions: readonly Caution[]): void {
    const told = `${state.lineVersion}/${state.leg}`;
    if (state.lineVersion !== this.version || told !== this.told) {
      [this.version, this.told] = [state.lineVersion, told];
      const d = this.path(state.line);
      this.way.setAttribute("d", d);
      this.way.previousElementSibling?.setAttribute("d", d);
      for (const one of this.cautions) one.shape.remove();
      this.cautions = this.mark(state, cautions);
    }
    this.way.classList.toggle("d-off", state.phase === "off-way");
    const beside = state.phase === "off-way" || state.phase === "riding";
    const at = (beside ? state.fix?.at : null) ?? state.snapped ?? state.fix?.at;
    this.turn(state);
    if (at) this.move(at, state.fix?.accuracyM ?? 0);
  }

  /** Up is where one goes; where nobody tells, where the way goes. */
  private turn({ fix, line, phase }: State): void {
    if (fix?.courseDeg !== undefined && (fix.speedMps ?? 1) > SLOWEST_MPS) {
      [this.heading, this.pointed] = [fix.courseDeg, true];
    } else if (!this.pointed && phase === "on-way" && line[0]) {
      const [here, spots] = [this.plane.spot(line[0]), line.map((point) => this.plane.spot(point))];
      const ahead = spots.find((spot) => distance(here, spot) >= AHEAD_M) ?? spots.at(-1);
      if (ahead && distance(here, ahead) > 1) this.heading = bearing(here, ahead);
    }
  }

  private move(at: Point, accuracyM: number): void {
    this.middle = this.plane.spot(at);
    const turn = this.northUp ? 0 : -this.heading;
    this.world.setAttribute("transform", `scale(${SCALE}) rotate(${turn}) translate(${-this.middle.x} ${this.middle.y}) scale(1 -1)`);
    this.circle.setAttribute("r", String(Math.max(0, accuracyM * SCALE)));
    this.me.setAttribute("d", this.pointed ? ARROW : DOT);
    this.me.setAttribute("transform", `rotate(${this.northUp ? this.heading : 0})`);
    for (const mark of [...this.fixed, ...this.cautions]) this.place(mark, turn);
  }

  private place({ spot, shape }: Mark, turn: number): void {
    const [x, y] = [(spot.x - this.middle.x) * SCALE, (this.middle.y - spot.y) * SCALE];
    const hidden = Math.hypot(x, y) > SIDE * 0.71 + MARGIN;
    shape.toggleAttribute("hidden", hidden);
    if (hidden) return;
    const angle = (turn * Math.PI) / 180;
    shape.setAttribute("transform", `translate(${x * Math.cos(angle) - y * Math.sin(angle)} ${x * Math.sin(angle) + y * Math.cos(angle)})`);
  }

  private list(packet: Packet): Mark[] {
    const end: Point = [packet.end.lon, packet.end.lat];
    // of several that bear one name only the first is named, or the names would cover each other
    const first = new Map(packet.landmarks.map((one) => [one.name, one] as const).reverse());
    return [
      ...packet.landmarks.map((one) => this.markAt(one.at, "m-landmark", first.get(one.name) === one ? one.name : "")),
      ...packet.toilets.map((one) => this.markAt(one.at, `m-toilet-${one.usable}`)),
      this.markAt(end, "m-end"),
    ];
  }

  /** The line begins where one is when it is new. */
  private mark({ line, alongM }: State, cautions: readonly Caution[]): Mark[] {
    const marks: Mark[] = [];
    for (const one of cautions) {
      const at = along(line, one.fromM - alongM, this.plane);
      if (at) marks.push({ spot: at, shape: use("m-caution") });
    }
    this.circle.before(...marks.map((mark) => mark.shape));
    return marks;
  }

  private markAt(at: Point, name: string, text = ""): Mark {
    const shape = make("g", {});
    shape.append(use(name));
    if (text) shape.append(Object.assign(make("text", { class: "d-name", x: "7", y: "4" }), { textContent: text }));
    return { spot: this.plane.spot(at), shape };
  }

  private path(line: readonly Point[]): string {
    return line.map((point, n) => {
      const { x, y } = this.plane.spot(point);
      return `${n ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
    }).join("");
  }
}

/** Streets by how they are drawn. */
function streetsOf(packet: Packet): Map<string, Point[][]> {
  const kinds = new Map<string, Point[][]>([["road", []], ["foot", []], ["steps", []], ["crossing", []]]);
  for (const edge of packet.edges) {
    const kind = edge.act === "steps" ? "steps" : edge.act === "cross" ? "crossing" : edge.onRoad ? "road" : "foot";
    kinds.get(kind)?.push(edge.line);
  }
  return kinds;
}

/** The spot so many metres along a line. */
function along(line: readonly Point[], metres: number, plane: Plane): Spot | null {
  let left = metres;
  for (let n = 1; n < line.length; n++) {
    const [from, to] = [plane.spot(line[n - 1] as Point), plane.spot(line[n] as Point)];
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (left <= length) {
      const share = length > 0 ? Math.max(0, left) / length : 0;
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    }
    left -= length;
  }
  return null;
}

function make(name: string, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function use(name: string): SVGElement {
  return make("use", { href: `#${name}` });
}
