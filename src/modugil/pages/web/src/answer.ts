// Asking without leaving the page: the server's own page is fetched and its answer put in place.
import { joinGroup } from "./needs";
import { noteShown, reloadOnReturn } from "./returning";
import { say, word } from "./words";

export type Shown = (id: string) => void;
const REPLACED = ["answer", "itinerary", "credits"];

/** Called with each journey that is put in view, "" where there is none. */
export function keepAnswers(form: HTMLFormElement, shown: Shown): void {
  showFirst(shown);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void ask(`/?${query(form)}`, { shown, push: true });
  });
  reloadOnReturn();
  document.getElementById("answer")?.addEventListener("click", (event) => {
    const card = (event.target as Element).closest<HTMLAnchorElement>("a[data-journey]");
    if (!card) return;
    event.preventDefault();
    const id = card.dataset["journey"] ?? "";
    show(id, shown);
    say(document.querySelector(`#journey-${CSS.escape(id)} .summary`)?.textContent ?? "");
  });
}

/** Only what was filled in: an empty limit is the preset's, and "now" has no time. */
function query(form: HTMLFormElement): URLSearchParams {
  const words = new URLSearchParams();
  const data = new FormData(form);
  for (const [name, value] of data) if (typeof value === "string" && value) words.append(name, value);
  if (data.get("when") === "now") words.delete("at");
  joinGroup(words);
  return words;
}

async function ask(address: string, { shown, push }: { shown: Shown; push: boolean }): Promise<void> {
  const main = document.getElementById("main");
  main?.setAttribute("aria-busy", "true");
  say(word("form.searching"));
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.getElementById("answer") || page.querySelector(".choices, .missing")) return location.assign(address);
    for (const id of REPLACED) {
      const [old, next] = [document.getElementById(id), page.getElementById(id)];
      if (old && next) {
        old.replaceChildren(...next.childNodes);
        old.hidden = next.hidden;
      }
    }
    document.title = page.title;
    const there = page.querySelector<HTMLAnchorElement>(".switch");
    if (there) document.querySelector(".switch")?.setAttribute("href", there.getAttribute("href") ?? "");
    fold(page);
    markInvalid(page);
    if (push) noteShown(address);
    showFirst(shown);
    document.getElementById("answer-title")?.focus();
    const summary = document.querySelector(".journey .summary")?.textContent ?? "";
    const count = document.querySelectorAll(".card").length;
    say(count ? word("result.live_found", { n: count, summary }) : (document.getElementById("answer-title")?.textContent ?? ""));
  } catch {
    say(word("result.failed"));
  } finally {
    main?.removeAttribute("aria-busy");
  }
}

/** The form makes room for the answer; what it asked stays in sight as one line. */
function fold(page: Document): void {
  const more = document.querySelector<HTMLDetailsElement>("#more");
  const next = page.querySelector<HTMLDetailsElement>("#more");
  const [says, nextSays] = [document.getElementById("more-says"), page.getElementById("more-says")];
  if (more && next) more.open = next.open;
  if (says && nextSays) says.textContent = nextSays.textContent;
}

/** What the answer could not read is marked in the form, as the server's own page marks it. */
function markInvalid(page: Document): void {
  for (const field of document.querySelectorAll<HTMLInputElement>("#own input")) {
    for (const name of ["aria-invalid", "aria-errormessage"]) {
      const told = page.getElementById(field.id)?.getAttribute(name);
      if (told) field.setAttribute(name, told);
      else field.removeAttribute(name);
    }
  }
}

function showFirst(shown: Shown): void {
  show(document.querySelector<HTMLElement>("a[data-journey]")?.dataset["journey"] ?? "", shown);
}

function show(id: string, shown: Shown): void {
  for (const journey of document.querySelectorAll<HTMLElement>(".journey")) journey.hidden = journey.id !== `journey-${id}`;
  for (const card of document.querySelectorAll<HTMLElement>("a[data-journey]"))
    if (card.dataset["journey"] === id) card.setAttribute("aria-current", "true");
    else card.removeAttribute("aria-current");
  shown(id);
}
