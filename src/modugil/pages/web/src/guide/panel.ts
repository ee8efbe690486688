// What is seen while somebody is guided: the next thing to do, what comes, what is left, what was said. Nothing here takes the focus.
import { word } from "../words";
import { part, show, write } from "./elements";
import type { Caution, Instruction, State, Word } from "./guide";
import { sayAge, sayLength, sayMinutes } from "./said";

/** Nearer than this is "now". */
const NOW_M = 3;
const MOST_SAID = 4;
/** A thing that needs care is shown from here on. */
const COMING_M = 150;

export interface Course {
  instructions: readonly Instruction[];
  cautions: readonly Caution[];
  endName: string;
}

/** An instruction as it is read before it is due: nobody has arrived yet. */
export const sayNext = ({ turn, text }: Instruction, endName: string): string =>
  turn !== "arrive" ? text : endName ? word("guide.arrive_at", { name: endName }) : word("guide.arrive");

/** Everything that a state says, in its places; `street` is the one that one goes along. */
export function showState(state: State, { endName, street }: { endName: string; street: string }): void {
  const { phase, next, coming } = state;
  const off = phase === "off-way";
  part("guide").dataset["phase"] = phase;
  part("guide-next").classList.toggle("is-off", off);
  if (next && phase !== "arrived" && phase !== "riding") {
    write("next-in", phase === "waiting" ? "" : sayAhead(state.nextInM));
    write("next-text", phase === "waiting" ? word("guide.waiting") : sayNext(next, endName));
    point(phase === "waiting" ? "start" : next.turn);
  }
  const near = coming !== null && state.comingInM <= COMING_M;
  show("guide-coming", near);
  if (near) fill("guide-coming", word(state.comingInM <= NOW_M ? "guide.coming_here" : "guide.coming_in", { length: sayLength(state.comingInM), text: coming.text }));
  write("left-length", sayLength(state.leftM));
  write("left-time", sayMinutes(state.leftS));
  part("guide-next").classList.toggle("is-ride", phase === "riding");
  show("guide-left", phase !== "riding" && phase !== "arrived");
  show("street-line", !!street);
  write("street", street);
  if (off) banner(word("guide.off_way"), false);
  else if (!part("guide-banner").classList.contains("is-lost")) banner("", false);
}

export function showRide(text: string): void {
  write("next-in", "");
  write("next-text", text);
  point("bus");
}

export function showArrived(text: string): void {
  write("next-in", "");
  if (text) write("next-text", text);
  point("arrive");
}

/** A sentence that must not be missed; "" takes it away. */
export function banner(text: string, isLost: boolean): void {
  const element = part("guide-banner");
  element.hidden = !text;
  element.classList.toggle("is-lost", isLost && !!text);
  if (text) fill("guide-banner", text);
}

/** What was said, the newest on top: screen readers hear it from here while no voice of our own speaks. */
export function note(words: readonly Pick<Word, "text">[]): void {
  const text = words.map((one) => one.text).filter(Boolean).join(" ");
  if (!text) return;
  const list = part("said");
  list.prepend(Object.assign(document.createElement("li"), { textContent: text }));
  while (list.children.length > MOST_SAID) list.lastElementChild?.remove();
}

/** While our own voice speaks, screen readers are not told the same again. */
export function muteReader(muted: boolean): void {
  part("said").setAttribute("aria-live", muted ? "off" : "polite");
}

/** All that is still to do, in order, with what needs care between. */
export function listAhead({ instructions, cautions, endName }: Course): void {
  const rows = [
    ...instructions.map((one) => ({ atM: one.atM, text: sayNext(one, endName), icon: `i-turn-${one.turn}`, care: false })),
    ...cautions.map((one) => ({ atM: one.fromM, text: one.text, icon: "i-barrier", care: true })),
  ].sort((one, other) => one.atM - other.atM);
  part("ahead").replaceChildren(...rows.map(row));
  show("guide-ahead", rows.length > 0);
}

/** What of the list is done. */
export function markAhead(alongM: number): void {
  let found = false;
  for (const item of part("ahead").children as HTMLCollectionOf<HTMLElement>) {
    const ahead = Number(item.dataset["at"]) >= alongM - NOW_M;
    item.classList.toggle("done", !ahead);
    const isNext: boolean = ahead && !found && !item.classList.contains("care");
    if (isNext) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
    found ||= isNext;
  }
}

export function showFix(accuracyM: number): void {
  write("fix-line", word("guide.accuracy", { m: Math.max(1, Math.round(accuracyM)) }));
}

export function showSilence(seconds: number): void {
  banner(word("guide.silent", { age: sayAge(seconds) }), true);
}

function row({ atM, text, icon, care }: { atM: number; text: string; icon: string; care: boolean }): HTMLLIElement {
  const item = document.createElement("li");
  item.className = care ? "care" : "";
  item.dataset["at"] = String(atM);
  const metres = Object.assign(document.createElement("span"), { className: "m", textContent: sayLength(atM) });
  item.append(drawIcon(icon), metres, Object.assign(document.createElement("span"), { className: "what", textContent: text }));
  return item;
}

function drawIcon(name: string): SVGElement {
  const [icon, use] = ["svg", "use"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag)) as [SVGElement, SVGElement];
  icon.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#${name}`);
  icon.append(use);
  return icon;
}

const sayAhead = (metres: number): string => (metres <= NOW_M ? word("guide.next_now") : word("guide.next_in", { length: sayLength(metres) }));

function fill(id: string, text: string): void {
  const span = part(id).querySelector("span");
  if (span && span.textContent !== text) span.textContent = text;
}

function point(turn: string): void {
  const href = `#i-turn-${turn}`;
  const icon = part("next-turn");
  if (icon.getAttribute("href") !== href) icon.setAttribute("href", href);
}
