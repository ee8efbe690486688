// The page of favourites: what this browser keeps, each with what comes next, moved and removed here.
import { makeInstallable } from "./installable";
import { addressOf, parseKept, readKept, toText, writeKept, type Favourite, type Kind } from "./kept";
import { say, word } from "./words";

const EVERY_MS = 20_000;
const LONGEST_MS = 15_000;
const SHOWN_ROWS = 3;
const KINDS: Kind[] = ["stops", "lines"];

document.documentElement.classList.add("scripted");
makeInstallable();
const backup = document.getElementById("backup") as HTMLDetailsElement | null;
const text = document.getElementById("backup-text") as HTMLTextAreaElement | null;
show();
window.addEventListener("storage", show);
window.setInterval(() => {
  if (!document.hidden) refresh();
}, EVERY_MS);
document.addEventListener("visibilitychange", refresh);
document.getElementById("backup-form")?.addEventListener("submit", takeOver);
document.getElementById("clear-all")?.addEventListener("click", clearAll);

function show(): void {
  const kept = readKept();
  for (const kind of KINDS) {
    const section = document.getElementById(`favourite-${kind}`);
    if (!section) continue;
    section.hidden = !kept[kind].length;
    section.querySelector("ul")?.replaceChildren(...kept[kind].map((one) => row(kind, one)));
  }
  const empty = document.getElementById("favourites-empty");
  if (empty) empty.hidden = kept.stops.length + kept.lines.length > 0;
  if (backup) backup.hidden = false;
  if (text) text.value = toText(kept);
  refresh();
}

function row(kind: Kind, one: Favourite): HTMLElement {
  const item = Object.assign(document.createElement("li"), { className: "favourite" });
  item.dataset["kind"] = kind;
  item.dataset["id"] = one.id;
  const link = Object.assign(document.createElement("a"), { href: addressOf(kind, one.id), textContent: one.name, className: "favourite-name" });
  const remove = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: word("favourite.remove_short") });
  remove.setAttribute("aria-label", word("favourite.remove", { name: one.name }));
  remove.addEventListener("click", () => removeOne(kind, one));
  const next = Object.assign(document.createElement("div"), { className: "favourite-next" });
  item.append(link, remove, next);
  return item;
}

function removeOne(kind: Kind, gone: Favourite): void {
  const kept = readKept();
  const at = kept[kind].findIndex((one) => one.id === gone.id);
  kept[kind] = kept[kind].filter((one) => one.id !== gone.id);
  writeKept(kept);
  show();
  say(word("favourite.removed", { name: gone.name }));
  // whoever goes by keyboard stays where the row was
  const rows = document.querySelectorAll<HTMLElement>(`.favourite[data-kind="${kind}"] button`);
  (rows[Math.min(at, rows.length - 1)] ?? document.querySelector<HTMLElement>("#main"))?.focus();
}

/** Under each what comes next, as the page of the stop or line tells it. */
function refresh(): void {
  for (const item of document.querySelectorAll<HTMLElement>(".favourite")) void fill(item);
}

async function fill(item: HTMLElement): Promise<void> {
  const { kind, id } = item.dataset as { kind: Kind; id: string };
  const place = item.querySelector(".favourite-next");
  const part = kind === "stops" ? "board" : "line";
  const address = addressOf(kind, id);
  try {
    const answer = await fetch(`${address}${address.includes("?") ? "&" : "?"}part=${part}`, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(LONGEST_MS) });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const list = Object.assign(document.createElement("ul"), { className: "favourite-rows" });
    list.append(...(kind === "stops" ? departures(page) : ways(page)).map((said) => Object.assign(document.createElement("li"), { textContent: said })));
    place?.replaceChildren(list);
  } catch {
    place?.replaceChildren(Object.assign(document.createElement("p"), { className: "note", textContent: word("favourite.board_failed") }));
  }
}

function departures(page: Document): string[] {
  const rows = [...page.querySelectorAll(".due")].slice(0, SHOWN_ROWS);
  const said = rows.map((one) => [...one.querySelectorAll(".what, .when, .tag")].map(textOf).filter(Boolean).join(", "));
  const alerts = [...page.querySelectorAll(".alert .head")].map(textOf);
  return [...alerts, ...(said.length ? said : [textOf(page.querySelector(".message"))])].filter(Boolean);
}

function ways(page: Document): string[] {
  const alerts = [...page.querySelectorAll(".alert .head")].map(textOf);
  return [...alerts, ...[...page.querySelectorAll(".line-way > .note")].map(textOf)].filter(Boolean);
}

function textOf(element: Element | null): string {
  return element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

function takeOver(event: Event): void {
  event.preventDefault();
  const told = parseKept(text?.value ?? "");
  if (!told) return say(word("favourite.not_read"));
  if (!writeKept(told)) return say(word("favourite.failed"));
  show();
  say(word("favourite.taken", { n: told.stops.length + told.lines.length }));
}

function clearAll(): void {
  writeKept({ stops: [], lines: [] });
  show();
  say(word("favourite.cleared"));
}
