// The page of moving buses: the map beside the table, both of what is in view and wanted.
import { keepFresh, type Fresh } from "./fresh";
import { makeInstallable } from "./installable";
import type { LiveMap } from "./live-map";
import { say, word } from "./words";

const EVERY_MS = 5000;
const MOVED_MS = 300;
let map: LiveMap | null = null;
let selected = "";
let moved = 0;

document.documentElement.classList.add("scripted");
makeInstallable();
const form = document.getElementById("live-form") as HTMLFormElement | null;
const section = document.getElementById("map");
if (form && section && document.querySelector("#buses .asof")) start(form, section);

function start(form: HTMLFormElement, section: HTMLElement): void {
  const wanted = (): URLSearchParams => {
    const words = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string" && value) words.append(name, value);
    return words;
  };
  const fresh = keepFresh("buses", EVERY_MS, {
    address: () => {
      const words = wanted();
      words.set("part", "buses");
      if (map) words.set("bbox", map.bbox());
      return `/live?${words}`;
    },
    after: mark,
    paused: (is) => map?.pause(is),
  });
  const apply = (): void => {
    filter(wanted());
    history.replaceState(null, "", `/live?${wanted()}`);
    void fresh.now().then((shown) => shown && sayCount());
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
  document.getElementById("list")?.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>(".on-map");
    if (!button) return;
    choose(button.dataset["id"] ?? "");
    section.scrollIntoView({ block: "nearest" });
  });
  void openMap(section, fresh, wanted);
}

async function openMap(place: HTMLElement, fresh: Fresh, wanted: () => URLSearchParams): Promise<void> {
  place.hidden = false;
  try {
    const { open } = await import("./live-map");
    map = await open(new URL(import.meta.url).search, {
      moved: () => {
        window.clearTimeout(moved);
        moved = window.setTimeout(() => void fresh.now(), MOVED_MS);
      },
      chosen: (id) => {
        choose(id);
        void fresh.now().then(() => rowOf(id)?.scrollIntoView({ block: "nearest" }));
      },
    });
    filter(wanted());
    document.documentElement.classList.add("mapped");
    await fresh.now();
  } catch (error) {
    console.warn("the map cannot be drawn here", error);
    place.hidden = true; // the table remains
  }
}

function filter(words: URLSearchParams): void {
  map?.filter({ line: (words.get("line") ?? "").trim(), lowFloorOnly: words.has("lowFloorOnly") });
}

function choose(id: string): void {
  selected = id;
  map?.select(id);
  mark();
  const parts = rowOf(id)?.querySelectorAll("th .line, td") ?? [];
  const text = [...parts].map((one) => one.textContent?.replace(/\s+/g, " ").trim()).join(", ");
  say(word("moving.selected", { text: text || id }));
}

/** The buttons that need the map are there with it; the chosen bus is marked. */
function mark(): void {
  for (const button of document.querySelectorAll<HTMLElement>(".on-map")) button.hidden = !map;
  for (const one of document.querySelectorAll<HTMLElement>("#buses tr[data-id]"))
    if (one.dataset["id"] === selected) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
}

function rowOf(id: string): Element | null {
  return document.querySelector(`#buses tr[data-id="${CSS.escape(id)}"]`);
}

function sayCount(): void {
  say(word("moving.shown", { n: document.querySelectorAll("#buses tr[data-id]").length }));
}
