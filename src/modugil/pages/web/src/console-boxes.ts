// A rectangle in pixels of the whole picture, read from a row of the form and written into it.
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}
const SIDES = ["left", "top", "width", "height"] as const;

/** What a row says; null where it is empty or no rectangle. */
export function readRow(row: HTMLElement): Box | null {
  const box = { left: 0, top: 0, width: 0, height: 0 };
  for (const side of SIDES) {
    const text = field(row, side).value.trim();
    if (!/^\d{1,6}$/.test(text)) return null;
    box[side] = Number(text);
  }
  return box.width > 0 && box.height > 0 ? box : null;
}

/** The row says that; null empties it. */
export function writeRow(row: HTMLElement, box: Box | null): void {
  for (const side of SIDES) {
    field(row, side).value = box ? String(box[side]) : "";
    field(row, side).removeAttribute("aria-invalid");
  }
}

/** A copied row is called by its own number. */
export function numberRow(row: HTMLElement, n: number): void {
  for (const one of row.querySelectorAll("[id]")) one.id = one.id.replace(/\d+$/, String(n));
  for (const one of row.querySelectorAll("label")) one.htmlFor = one.htmlFor.replace(/\d+$/, String(n));
  for (const one of row.querySelectorAll("legend, .empty-row")) one.textContent = (one.textContent ?? "").replace("1", String(n));
}

export function move(box: Box, x: number, y: number): Box {
  return { ...box, left: box.left + x, top: box.top + y };
}

export function resize(box: Box, x: number, y: number): Box {
  return { ...box, width: Math.max(1, box.width + x), height: Math.max(1, box.height + y) };
}

/** In whole pixels, and all of it inside the picture. */
export function fit(box: Box, whole: { width: number; height: number }): Box {
  const width = Math.min(whole.width, Math.max(1, Math.round(box.width)));
  const height = Math.min(whole.height, Math.max(1, Math.round(box.height)));
  const left = Math.min(whole.width - width, Math.max(0, Math.round(box.left)));
  const top = Math.min(whole.height - height, Math.max(0, Math.round(box.top)));
  return { left, top, width, height };
}

function field(row: HTMLElement, side: string): HTMLInputElement {
  return row.querySelector(`input[name="${side}"]`) as HTMLInputElement;
}
