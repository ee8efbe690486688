// The ends of a journey, and places on a day's way: a typed text, and the place that was chosen for exactly that text.
import { addressOf } from "./place-address";
import { word } from "./words";

export type End = "from" | "to" | `via${number}`;
export interface Chosen {
  ref: string;
  name: string;
}

export function input(end: End): HTMLInputElement {
  return document.getElementById(end) as HTMLInputElement;
}

export function chosen(end: End): Chosen | null {
  const [ref, name] = [hidden(end, "Ref"), hidden(end, "For")];
  return ref && name && name.value === input(end).value ? { ref: ref.value, name: name.value } : null;
}

export function choose(end: End, place: Chosen): void {
  forget(end);
  input(end).value = place.name;
  input(end).removeAttribute("aria-invalid");
  add(end, "Ref", place.ref);
  add(end, "For", place.name);
  if (place.ref.startsWith("place:")) tellOf(end, place);
}

/** Below the field, the way to what is known of the place that was chosen. */
function tellOf(end: End, { ref, name }: Chosen): void {
  const link = Object.assign(document.createElement("a"), { href: addressOf(ref), textContent: word("sight.about_place", { name }) });
  const below = Object.assign(document.createElement("p"), { className: "about-place" });
  below.append(link);
  field(end)?.querySelector(".combo")?.after(below);
}

/** The text no longer means the place chosen before. */
export function forget(end: End): void {
  field(end)?.querySelectorAll(`[name="${end}Ref"], [name="${end}For"]`).forEach((one) => one.remove());
  field(end)?.querySelectorAll(".choices, .about-place").forEach((one) => one.remove());
}

export function swap(): void {
  const [from, to] = [chosen("from"), chosen("to")];
  const [fromText, toText] = [input("from").value, input("to").value];
  for (const [end, place, text] of [["from", to, toText], ["to", from, fromText]] as const) {
    forget(end);
    input(end).value = text;
    if (place) choose(end, place);
  }
}

function field(end: End): HTMLElement | null {
  return input(end).closest<HTMLElement>(".end");
}

function hidden(end: End, part: "Ref" | "For"): HTMLInputElement | null {
  return field(end)?.querySelector<HTMLInputElement>(`input[type="hidden"][name="${end}${part}"]`) ?? null;
}

function add(end: End, part: "Ref" | "For", value: string): void {
  const one = document.createElement("input");
  Object.assign(one, { type: "hidden", name: `${end}${part}`, value });
  input(end).after(one);
}
