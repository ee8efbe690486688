// What keeps a part of a page up to date: fetched anew now and then, ages counted on, at rest on request.
import { readData, say, word } from "./words";

const { speed } = readData<{ speed: number }>("script-data") ?? { speed: 1 };
const LEAST_MS = 1500;
const OLD_AFTER_FAILURES = 2;
/** An answer that takes longer counts as none. */
const LONGEST_MS = 15_000;
/** An age is told in seconds up to here, as the server tells it. */
const SECONDS_UP_TO = 90;

export interface Fresh {
  /** Fetch now, as the reader changed what is wanted; whether the answer stands on the page. */
  now(): Promise<boolean>;
}
interface Wishes {
  address: () => string;
  /** Called once the new part stands on the page. */
  after?: () => void;
  paused?: (is: boolean) => void;
}

/** The part of the page with this id, fetched anew every `everyMs`; `<id>-old` is shown where that fails. */
export function keepFresh(id: string, everyMs: number, { address, after, paused }: Wishes): Fresh {
  let failures = 0;
  let asked = 0;
  let waiting = 0;
  let resting = false;
  const old = document.getElementById(`${id}-old`);
  const fetchNow = async (byItself: boolean): Promise<boolean> => {
    const mine = ++asked;
    waiting++;
    try {
      const answer = await fetch(address(), { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(LONGEST_MS) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const [here, next] = [document.getElementById(id), page.getElementById(id)];
      if (mine !== asked || (byItself && resting)) return false; // something else is wanted by now, or nothing new
      if (!answer.ok || !here || !next) throw new Error(String(answer.status));
      replace(here, next);
      failures = 0;
      after?.();
    } catch {
      failures++;
    } finally {
      waiting--;
    }
    if (old) old.hidden = failures < OLD_AFTER_FAILURES;
    document.getElementById(id)?.classList.toggle("old", failures >= OLD_AFTER_FAILURES);
    return failures === 0;
  };
  const keep = (): void => {
    // on a slow line the next answer would otherwise be asked for before any has come, and none be shown
    if (!resting && !document.hidden && waiting === 0) void fetchNow(true);
  };
  window.setInterval(keep, Math.max(LEAST_MS, everyMs / speed));
  document.addEventListener("visibilitychange", keep);
  window.setInterval(growOlder, 1000);
  pauseButton((is) => {
    resting = is;
    paused?.(is);
    keep();
  });
  return { now: () => fetchNow(false) };
}

/** The new content in place of the old; what had the focus has it again, and nothing scrolls. */
function replace(here: HTMLElement, next: HTMLElement): void {
  const active = document.activeElement;
  const key = active instanceof HTMLElement && here.contains(active) ? nameOf(active) : "";
  const scrolled = [...here.querySelectorAll(".wide")].map((one) => one.scrollLeft);
  const open = new Set([...here.querySelectorAll<HTMLDetailsElement>("details[open]")].map((one) => one.id));
  for (const one of next.querySelectorAll<HTMLDetailsElement>("details")) if (open.has(one.id)) one.open = true;
  here.replaceChildren(...next.childNodes);
  here.querySelectorAll(".wide").forEach((one, row) => (one.scrollLeft = scrolled[row] ?? 0));
  if (!key) return;
  const same = [...here.querySelectorAll<HTMLElement>("a, button, summary, [tabindex]")].find((one) => nameOf(one) === key);
  same?.removeAttribute("hidden");
  same?.focus({ preventScroll: true });
}

function nameOf(element: HTMLElement): string {
  return [element.tagName, element.closest<HTMLElement>("[data-id]")?.dataset["id"], element.getAttribute("href"), element.closest("[id]")?.id].join(" ");
}

function growOlder(): void {
  for (const one of document.querySelectorAll<HTMLElement>("[data-age]")) {
    const age = Number(one.dataset["age"]) + speed;
    one.dataset["age"] = String(age);
    const span = age < SECONDS_UP_TO ? word("moving.seconds", { n: Math.round(age) }) : word("moving.minutes", { n: Math.round(age / 60) });
    one.textContent = word("moving.age", { span });
  }
}

function pauseButton(change: (paused: boolean) => void): void {
  const button = document.getElementById("pause");
  if (!button) return;
  button.hidden = false;
  let paused = false;
  button.addEventListener("click", () => {
    paused = !paused;
    button.textContent = word(paused ? "moving.resume" : "moving.pause");
    say(word(paused ? "moving.paused" : "moving.resumed"));
    change(paused);
  });
}
