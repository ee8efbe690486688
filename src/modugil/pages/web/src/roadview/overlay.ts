// What is drawn over the picture: my way on the ground, barriers with their names, arrows to other pictures.
// All of it is hidden from screen readers: the page and the line below the picture say it in words.
import type { Direction, Neighbour, Thing, View, ViewData } from "./data";
import { groundAt, projectLine, projectPoint, type Spot } from "./project";

const SVG = "http://www.w3.org/2000/svg";
const ARROW_M = { least: 3.6, tip: 6, side: 4.7, notch: 5.1, half: 0.75 };
const LABEL_HIGH = 26;
const MOST_LABELS = 8;

/** What is drawn already: where labels are, and what holds the stems. */
interface Drawn {
  taken: DOMRect[];
  stems: SVGGElement;
}

export class Overlay {
  readonly element = document.createElementNS(SVG, "svg");
  private shown: ViewData | null = null;
  private routed = true;

  constructor(private readonly go: (neighbour: Neighbour) => void) {
    this.element.setAttribute("class", "overlay");
    this.element.setAttribute("aria-hidden", "true");
    this.element.setAttribute("focusable", "false");
  }

  show(data: ViewData): void {
    this.shown = data;
  }

  set route(on: boolean) {
    this.routed = on;
  }

  draw(view: View | null): void {
    this.element.replaceChildren();
    const data = this.shown;
    if (!data || !view || data.headingDeg === null) return;
    this.element.setAttribute("viewBox", `0 0 ${view.width} ${view.height}`);
    if (this.routed) for (const line of data.route) this.drawWay(line, view);
    for (const one of data.neighbours) this.drawArrow(one, data, view);
    this.drawThings(data.things, view);
  }

  private add<K extends keyof SVGElementTagNameMap>(name: K, told: Record<string, string | number>, within: SVGElement = this.element): SVGElementTagNameMap[K] {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(told)) element.setAttribute(key, String(value));
    within.append(element);
    return element;
  }

  private drawWay(line: readonly [number, number][], view: View): void {
    const directions: Direction[] = line.map(([yawDeg, pitchDeg]) => ({ yawDeg, pitchDeg }));
    for (const part of projectLine(directions, view)) {
      this.add("path", { d: writePath(part), class: "way-case" });
      this.add("path", { d: writePath(part), class: "way-line" });
    }
  }

  private drawArrow(one: Neighbour, { cameraHeightM }: ViewData, view: View): void {
    if (one.yawDeg === null) return;
    const yaw = one.yawDeg;
    // nearer than that it would lie under one's feet
    const scale = Math.min(1, Math.max(ARROW_M.least, one.distanceM) / ARROW_M.tip);
    const corners = [
      [ARROW_M.side, -ARROW_M.half],
      [ARROW_M.tip, 0],
      [ARROW_M.side, ARROW_M.half],
      [ARROW_M.notch, 0],
    ].map(([ahead, right]) => projectPoint(groundAt(yaw, (ahead ?? 0) * scale, (right ?? 0) * scale, cameraHeightM), view));
    if (!corners.every((spot) => spot !== null)) return;
    const arrow = this.add("path", { d: writePath(corners) + "Z", class: `arrow ${one.role}` });
    arrow.addEventListener("click", () => this.go(one));
    this.add("title", {}, arrow).textContent = one.text;
  }

  private drawThings(things: readonly Thing[], view: View): void {
    const taken: DOMRect[] = [];
    // under all labels, so that no stem strikes out a name
    const stems = this.add("g", {});
    const near = [...things].sort((a, b) => Number(a.part === "near") - Number(b.part === "near") || a.distanceM - b.distanceM);
    for (const one of near.slice(0, MOST_LABELS)) {
      if (one.yawDeg === null || one.pitchDeg === null || (one.part === "route" && !this.routed)) continue;
      const spot = projectPoint({ yawDeg: one.yawDeg, pitchDeg: one.pitchDeg }, view);
      if (spot && spot[0] > -20 && spot[0] < view.width + 20) this.drawThing(one, spot, view, { taken, stems });
    }
  }

  private drawThing(one: Thing, [x, y]: Spot, view: View, { taken, stems }: Drawn): void {
    const group = this.add("g", { class: `thing ${one.part}` });
    const below = this.add("g", { class: `thing ${one.part}` }, stems);
    const box = this.add("rect", { rx: 8, height: LABEL_HIGH }, group);
    const label = this.add("text", {}, group);
    label.textContent = `${one.part === "near" ? "" : "▲ "}${one.name} · ${Math.round(one.distanceM)} m`;
    const wide = label.getComputedTextLength() + 16;
    const left = Math.min(Math.max(x - wide / 2, 4), Math.max(4, view.width - wide - 4));
    let top = Math.min(y, view.height) - LABEL_HIGH - 22;
    while (top > 4 && taken.some((other) => meets(other, left, top, wide))) top -= LABEL_HIGH + 4;
    taken.push(new DOMRect(left, top, wide, LABEL_HIGH));
    box.setAttribute("x", String(left));
    box.setAttribute("y", String(top));
    box.setAttribute("width", String(wide));
    label.setAttribute("x", String(left + 8));
    label.setAttribute("y", String(top + 18));
    this.add("path", { d: `M${x} ${top + LABEL_HIGH}V${y}`, class: "stem" }, below);
    this.add("circle", { cx: x, cy: y, r: 6, class: "foot" }, below);
  }
}

function meets(other: DOMRect, left: number, top: number, wide: number): boolean {
  return left < other.right + 4 && left + wide > other.left - 4 && top < other.bottom + 2 && top + LABEL_HIGH > other.top - 2;
}

function writePath(spots: readonly Spot[]): string {
  return spots.map(([x, y], at) => `${at ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}
