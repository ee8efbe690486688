// What is seen while somebody is guided: the next thing to do, what comes, what is left, what was said. Nothing here takes the focus.
import { word } from "../words";
import { part, show, write } from "./elements";
import type { Caution, Instruction, State, Word } from "./guide";
import { sayLength, sayMinutes } from "./said";

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

/** What a state does not say: the leg's end, the street one goes along, where the way begins. */
export interface Beside {
  endName: string;
  street: string;
  toWay: string;
}

/** Everything that a state says, in its places. */
export function showState(state: State, beside: Beside): void {
  const { phase, coming } = state;
  const off = phase === "off-way";
  part("guide").dataset["phase"] = phase;
  part("guide-next").classList.toggle("is-off", off);
  showNext(state, beside);
  const near = phase === "on-way" && coming !== null && state.comingInM <= COMING_M;
  show("guide-coming", near);
  if (near) fill("guide-coming", word(state.comingInM <= NOW_M ? "guide.coming_here" : "guide.coming_in", { length: sayLength(state.comingInM), text: coming.text }));
  write("left-length", sayLength(state.leftM));
  write("left-time", sayMinutes(state.leftS));
  part("guide-next").classList.toggle("is-ride", phase === "riding");
  show("guide-left", phase !== "riding" && phase !== "arrived");
  show("street-line", !!beside.street);
  write("street", beside.street);
  raise("guide-banner", off ? word("guide.off_way") : "");
}

/** Who is not on the way is not told its next turn as if it were theirs. */
function showNext({ phase, next, nextInM }: State, { endName, toWay }: Beside): void {
  if (phase === "arrived" || phase === "riding") return;
  const on = phase === "on-way" && next !== null;
  write("next-in", on ? sayAhead(nextInM) : "");
  write("next-text", on ? sayNext(next, endName) : phase === "off-way" ? word("guide.finding") : phase === "to-way" ? toWay : word("guide.waiting"));
  point(on ? next.turn : "seek");
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

/** Why no position comes, or how old the last one is; "" takes it away. Beside it that one is off the way is still seen. */
export const lose = (text: string): void => raise("guide-lost", text);

function raise(id: string, text: string): void {
  show(id, !!text);
  if (text) fill(id, text);
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
}

/** The list as it is from here on: what is done is gone, the metres are those still to go. */
export function markAhead(alongM: number, arrived: boolean): void {
  let found = false;
  for (const item of part("ahead").children as HTMLCollectionOf<HTMLElement>) {
    const left = Number(item.dataset["at"]) - alongM;
    const ahead = left >= -NOW_M;
    item.hidden = !ahead;
    const metres = item.querySelector(".m");
    if (ahead && metres) metres.textContent = sayLength(left);
    const isNext: boolean = ahead && !found && !item.classList.contains("care");
    if (isNext) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
    found ||= isNext;
  }
  show("guide-ahead", found && !arrived);
}

export function showFix(accuracyM: number): void {
  write("fix-line", word("guide.accuracy", { m: Math.max(1, Math.round(accuracyM)) }));
}

function row({ atM, text, icon, care }: { atM: number; text: string; icon: string; care: boolean }): HTMLLIElement {
  const item = document.createElement("li");
  item.className = care ? "care" : "";
  item.dataset["at"] = String(atM);
  const metres = Object.assign(document.createElement("span"), { className: "m" });
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
