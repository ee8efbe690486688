// Blurring by hand: every rectangle of the form is also one on the picture, drawn by a pointer or moved by keys.
import { Box, fit, move, numberRow, readRow, resize, writeRow } from "./console-boxes";
import { followPointer } from "./console-drag";
import { readData, say, word } from "./words";

interface Told {
  width: number;
  height: number;
  boxes: [number, number, number, number][];
  most: number;
}
/** A rectangle on the picture: what is focused and held, as large as a finger, and the frame itself. */
interface Mark {
  button: HTMLButtonElement;
  frame: HTMLElement;
}
const STEP = 0.002; // of the picture's width, for one press of an arrow
const ZOOMS = [1, 2, 4, 8];
const MOSAIC = 4;

export function openMending(): void {
  const told = readData<Told>("mending-data");
  const picture = document.querySelector<HTMLElement>(".mending-picture");
  const image = document.getElementById("mended") as HTMLImageElement | null;
  if (told && picture && image) new Desk(told, picture, image).open();
}

class Desk {
  private readonly rows = document.getElementById("boxes") as HTMLElement;
  private readonly marks = new Map<HTMLFieldSetElement, Mark>();
  private readonly blank: HTMLFieldSetElement;
  private zoom = 0;
  private previews = false;

  constructor(
    private readonly told: Told,
    private readonly picture: HTMLElement,
    private readonly image: HTMLImageElement,
  ) {
    this.blank = this.list()[0]?.cloneNode(true) as HTMLFieldSetElement;
    for (const input of this.blank.querySelectorAll("input")) {
      input.setAttribute("value", "");
      input.value = "";
      input.removeAttribute("aria-invalid");
    }
  }

  open(): void {
    for (const hidden of document.querySelectorAll<HTMLElement>(".mending-tools, #box-keys")) hidden.hidden = false;
    for (const row of this.list()) this.follow(row);
    for (const [left, top, width, height] of this.told.boxes) {
      const mark = document.createElement("span");
      mark.className = "mending-old";
      this.place(mark, { left, top, width, height });
      this.picture.append(mark);
    }
    this.rows.addEventListener("input", (event) => this.show(closestRow(event.target)));
    this.picture.addEventListener("pointerdown", (event) => this.draw(event));
    this.press("add-box", () => this.add());
    this.press("larger", () => this.enlarge(1));
    this.press("smaller", () => this.enlarge(-1));
    this.press("finger", (button) => {
      button.setAttribute("aria-pressed", String(this.picture.classList.toggle("draws")));
    });
    this.press("preview", (button) => {
      this.previews = !this.previews;
      button.setAttribute("aria-pressed", String(this.previews));
      for (const row of this.list()) this.show(row);
    });
  }

  private press(id: string, does: (button: HTMLElement) => void): void {
    const button = document.getElementById(id);
    button?.addEventListener("click", () => does(button));
  }

  private list(): HTMLFieldSetElement[] {
    return [...this.rows.querySelectorAll<HTMLFieldSetElement>("fieldset")];
  }

  /** A row of the form is shown on the picture from now on. */
  private follow(row: HTMLFieldSetElement): void {
    const empty = row.querySelector<HTMLButtonElement>(".empty-row");
    if (empty) {
      empty.hidden = false;
      empty.addEventListener("click", () => this.clear(row));
    }
    this.show(row);
  }

  /** The first row that is empty, else a new one; none where there are as many as may be sent. */
  private free(): HTMLFieldSetElement | null {
    const rows = this.list();
    const empty = rows.find((row) => !readRow(row) && !typed(row));
    if (empty) return empty;
    if (rows.length >= this.told.most) {
      say(word("console_script.boxes_full", { n: this.told.most }));
      return null;
    }
    const row = this.blank.cloneNode(true) as HTMLFieldSetElement;
    numberRow(row, rows.length + 1);
    this.rows.append(row);
    this.follow(row);
    return row;
  }

  /** One in the middle of what is seen, for keys. */
  private add(): void {
    const row = this.free();
    if (!row) return;
    const frame = this.picture.parentElement as HTMLElement;
    const scale = this.told.width / this.picture.clientWidth;
    const wide = Math.max(8, Math.round(this.told.width / 40 / ZOOMS[this.zoom]!));
    const left = (frame.scrollLeft + frame.clientWidth / 2) * scale - wide / 2;
    const top = (frame.scrollTop + frame.clientHeight / 2) * scale - wide / 2;
    this.put(row, { left, top, width: wide, height: wide });
    this.marks.get(row)?.button.focus();
  }

  private put(row: HTMLFieldSetElement, box: Box | null): void {
    writeRow(row, box && fit(box, this.told));
    row.dispatchEvent(new Event("input", { bubbles: true }));
  }

  private clear(row: HTMLFieldSetElement): void {
    this.put(row, null);
    say(word("console_script.box_removed", { n: this.list().indexOf(row) + 1 }));
    row.querySelector<HTMLElement>("select")?.focus();
  }

  private show(row: HTMLFieldSetElement | null): void {
    if (!row) return;
    const box = readRow(row);
    let mark = this.marks.get(row);
    if (!box) {
      mark?.button.remove();
      mark?.frame.remove();
      this.marks.delete(row);
      return;
    }
    if (!mark) {
      mark = this.mark(row);
      this.marks.set(row, mark);
      this.picture.append(mark.button, mark.frame);
    }
    const kind = row.querySelector("select")?.selectedOptions[0]?.text ?? "";
    const n = this.list().indexOf(row) + 1;
    mark.button.setAttribute("aria-label", word("console_script.box", { n, kind, ...box }));
    this.place(mark.button, box);
    this.place(mark.frame, box);
    this.blur(mark.frame, box);
  }

  private mark(row: HTMLFieldSetElement): Mark {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "mending-box";
    button.setAttribute("aria-describedby", "box-keys");
    button.addEventListener("keydown", (event) => this.key(event, row));
    const frame = document.createElement("span");
    frame.className = "mending-mark";
    frame.append(document.createElement("canvas"));
    return { button, frame };
  }

  private key(event: KeyboardEvent, row: HTMLFieldSetElement): void {
    const box = readRow(row);
    if (!box || event.ctrlKey || event.metaKey) return;
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      return this.clear(row);
    }
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!way) return;
    event.preventDefault();
    const step = event.altKey ? 1 : Math.max(1, Math.round((this.told.width * STEP) / ZOOMS[this.zoom]!));
    const [x, y] = [way[0]! * step, way[1]! * step];
    this.put(row, event.shiftKey ? resize(box, x, y) : move(box, x, y));
    this.marks.get(row)?.button.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** A drag on the picture draws a new one, a drag on one of them moves it: by mouse, pen or finger. */
  private draw(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary || !(event.target instanceof Element)) return;
    const held = [...this.marks].find(([, mark]) => mark.button.contains(event.target as Node))?.[0];
    // a finger on the bare picture scrolls it, unless it is to draw
    if (!held && event.pointerType === "touch" && !this.picture.classList.contains("draws")) return;
    const before = held ? readRow(held) : null;
    const [x, y] = this.at(event);
    let row: HTMLFieldSetElement | null = held ?? null;
    const go = (moved: PointerEvent): void => {
      const [nowX, nowY] = this.at(moved);
      if (row && before) return this.put(row, move(before, nowX - x, nowY - y));
      if (Math.abs(nowX - x) < 2 || Math.abs(nowY - y) < 2) return;
      row ??= this.free();
      if (!row) return stop();
      const box = { left: Math.min(x, nowX), top: Math.min(y, nowY), width: Math.abs(nowX - x), height: Math.abs(nowY - y) };
      this.put(row, box);
    };
    const stop = followPointer(event, go, (whole) => {
      if (row && !whole) return this.put(row, before);
      if (row) this.marks.get(row)?.button.focus({ preventScroll: true });
    });
    if (!held) event.preventDefault();
  }

  private at(event: PointerEvent): [number, number] {
    const shown = this.picture.getBoundingClientRect();
    const scale = this.told.width / shown.width;
    return [(event.clientX - shown.left) * scale, (event.clientY - shown.top) * scale];
  }

  private place(mark: HTMLElement, box: Box): void {
    mark.style.left = `${((box.left + box.width / 2) / this.told.width) * 100}%`;
    mark.style.top = `${((box.top + box.height / 2) / this.told.height) * 100}%`;
    mark.style.width = `${(box.width / this.told.width) * 100}%`;
    mark.style.height = `${(box.height / this.told.height) * 100}%`;
  }

  /** What it will look like: a few squares of one colour each. */
  private blur(mark: HTMLElement, box: Box): void {
    const canvas = mark.querySelector("canvas") as HTMLCanvasElement;
    canvas.hidden = !this.previews;
    if (!this.previews) return;
    const square = Math.max(box.width, box.height) / MOSAIC;
    canvas.width = Math.max(1, Math.round(box.width / square));
    canvas.height = Math.max(1, Math.round(box.height / square));
    const pen = canvas.getContext("2d");
    pen?.drawImage(this.image, box.left, box.top, box.width, box.height, 0, 0, canvas.width, canvas.height);
  }

  private enlarge(by: number): void {
    this.zoom = Math.min(ZOOMS.length - 1, Math.max(0, this.zoom + by));
    const frame = this.picture.parentElement as HTMLElement;
    const [x, y] = [frame.scrollLeft + frame.clientWidth / 2, frame.scrollTop + frame.clientHeight / 2];
    const before = this.picture.clientWidth;
    this.picture.style.width = `${ZOOMS[this.zoom]! * 100}%`;
    const grown = this.picture.clientWidth / before;
    frame.scrollTo(x * grown - frame.clientWidth / 2, y * grown - frame.clientHeight / 2);
    say(word("console_script.zoomed", { n: ZOOMS[this.zoom]! * 100 }));
  }
}

function closestRow(target: EventTarget | null): HTMLFieldSetElement | null {
  return target instanceof Element ? target.closest("fieldset") : null;
}

function typed(row: HTMLElement): boolean {
  return [...row.querySelectorAll("input")].some((one) => one.value !== "");
}
