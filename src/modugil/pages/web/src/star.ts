// The star on the page of a stop or a line, and the short list of favourites above a search.
import { addressOf, isKept, MOST, readKept, writeKept, type Kind } from "./kept";
import { say, word } from "./words";

export function keepStars(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>(".star")) {
    const { kind, id, name } = button.dataset as { kind: Kind; id: string; name: string };
    button.hidden = false;
    mark(button, isKept(kind, id));
    button.addEventListener("click", () => mark(button, toggle(kind, id, name)));
    // another tab may have changed it
    window.addEventListener("storage", () => mark(button, isKept(kind, id)));
  }
}

/** Whether it is a favourite now. */
function toggle(kind: Kind, id: string, name: string): boolean {
  const kept = readKept();
  const was = kept[kind].some((one) => one.id === id);
  if (!was && kept[kind].length >= MOST) {
    say(word("favourite.full", { n: MOST }));
    return false;
  }
  kept[kind] = was ? kept[kind].filter((one) => one.id !== id) : [...kept[kind], { id, name }];
  if (!writeKept(kept)) {
    say(word("favourite.failed"));
    return was;
  }
  say(word(was ? "favourite.removed" : "favourite.added", { name }));
  return !was;
}

function mark(button: HTMLButtonElement, kept: boolean): void {
  button.setAttribute("aria-pressed", String(kept));
}

/** The section with this id lists the favourites of that kind, and is there only with some. */
export function listKept(id: string, kind: Kind): void {
  const section = document.getElementById(id);
  const kept = readKept()[kind];
  if (!section || !kept.length) return;
  section.hidden = false;
  section.querySelector("ul")?.replaceChildren(
    ...kept.map((one) => {
      const row = document.createElement("li");
      row.append(Object.assign(document.createElement("a"), { href: addressOf(kind, one.id), textContent: one.name }));
      return row;
    }),
  );
}
