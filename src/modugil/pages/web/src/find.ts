// Finding places without leaving the page: the list is put in place and its count said; the map comes last.
import type { FoundMap } from "./found-map";
import { makeInstallable } from "./installable";
import { lastPlan } from "./last-plan";
import { whereIAm } from "./position";
import { isPlain, noteShown, reloadOnReturn } from "./returning";
import { readData, say, word } from "./words";

const form = document.getElementById("find-form") as HTMLFormElement | null;
const section = document.getElementById("map");
let map: FoundMap | null = null;
let watched = false;
let asking: AbortController | null = null;

document.documentElement.classList.add("scripted");
if (form) start(form);
if (section) watch(section);
performance.mark("interactive");
makeInstallable();

function start(form: HTMLFormElement): void {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void show(`/places?${asked(form)}`);
  });
  document.getElementById("found")?.addEventListener("click", (event) => {
    const turn = (event.target as Element).closest<HTMLAnchorElement>(".pages a");
    if (!turn || !isPlain(event)) return;
    event.preventDefault();
    void show(turn.getAttribute("href") ?? "");
  });
  reloadOnReturn();
  for (const one of document.querySelectorAll<HTMLInputElement>("#near")) one.addEventListener("input", forgetPlace);
  if ("geolocation" in navigator) offerNearMe();
  void offerAlong();
}

/** Only what was filled in. */
function asked(form: HTMLFormElement): URLSearchParams {
  const words = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value) words.append(name, value);
  return words;
}

/** A text that was changed no longer means the place that was chosen for it. */
function forgetPlace(): void {
  document.querySelectorAll('#find-form [name="nearRef"], #find-form [name="nearFor"], #find-form .choices').forEach((one) => one.remove());
}

function offerNearMe(): void {
  const button = document.getElementById("near-me");
  const note = document.getElementById("ready-near");
  if (button) button.hidden = false;
  if (note) note.hidden = false;
  button?.addEventListener("click", () => {
    void whereIAm().then((near) => {
      const field = document.getElementById("near") as HTMLInputElement | null;
      if (!near || !field || !form) return;
      forgetPlace();
      field.value = near;
      form.querySelectorAll('[name="alongFrom"], [name="alongTo"]').forEach((one) => one.remove());
      void show(`/places?${asked(form)}`);
    });
  });
  document.querySelector<HTMLElement>(".ready ul")?.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    if (!link || !isPlain(event)) return;
    event.preventDefault();
    // without a position the search is the one the link leads to
    void whereIAm().then((near) => location.assign(near ? link.href.replace("#", `&${new URLSearchParams({ near })}#`) : link.href));
  });
}

/** Along the way that this device planned last, if it keeps one. */
async function offerAlong(): Promise<void> {
  const plan = await lastPlan();
  const link = document.getElementById("along") as HTMLAnchorElement | null;
  if (!plan || !link || !form) return;
  const lead = (): void => {
    const words = asked(form);
    for (const name of ["near", "nearRef", "nearFor"]) words.delete(name);
    if (![...words.keys()].some((name) => name !== "language")) words.set("need", "wheelchair");
    words.set("alongFrom", plan.from);
    words.set("alongTo", plan.to);
    link.href = `/places?${words}#found`;
  };
  lead();
  form.addEventListener("input", lead); // what is filled in meanwhile is asked along the way too
  link.title = plan.name;
  link.hidden = false;
}

/** Only the search asked for last is shown. */
async function show(address: string): Promise<void> {
  asking?.abort();
  const mine = (asking = new AbortController());
  const main = document.getElementById("main");
  main?.setAttribute("aria-busy", "true");
  say(word("find.searching"));
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, signal: mine.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.getElementById("found") || page.querySelector(".choices, .missing")) return location.assign(address);
    put(page);
    noteShown(address);
    const told = ["found-title", "found-unknown"].map((id) => document.getElementById(id)?.textContent?.replace(/\s+/g, " ").trim());
    say(told.filter(Boolean).join(" "));
  } catch {
    if (mine.signal.aborted) return;
    showFailed();
  } finally {
    if (mine === asking) main?.removeAttribute("aria-busy");
  }
  lead();
  showMarks();
}

/** The server's list, and its menu of languages, which leads to the same search. */
function put(page: Document): void {
  for (const name of ["#found", ".languages"]) {
    const [old, next] = [document.querySelector<HTMLElement>(name), page.querySelector<HTMLElement>(name)];
    if (!old || !next) continue;
    old.replaceChildren(...next.childNodes);
    old.hidden = next.hidden;
  }
}

/** In sight too: a list of something else must not stand below the form. */
function showFailed(): void {
  const title = Object.assign(document.createElement("h2"), { id: "found-title", tabIndex: -1, textContent: word("find.failed") });
  const found = document.getElementById("found");
  found?.replaceChildren(title);
  if (found) found.hidden = false;
  say(word("find.failed"));
}

function lead(): void {
  const title = document.getElementById("found-title");
  title?.focus();
  title?.scrollIntoView({ block: "nearest" });
}

/** The map is drawn when its place comes into view, after the words. */
function watch(place: HTMLElement): void {
  const here = document.getElementById("map-here");
  if (!here || watched || !document.querySelector("#found .place")) return;
  watched = true;
  const seen = (changes: IntersectionObserverEntry[]): void => {
    if (!changes.some((one) => one.isIntersecting)) return;
    watcher.disconnect();
    void openMap(place);
  };
  // who jumps past it has come by too
  const watcher = new IntersectionObserver(seen, { rootMargin: "1000000px 0px 0px 0px" });
  watcher.observe(here);
}

async function openMap(place: HTMLElement): Promise<void> {
  try {
    const { open } = await import("./found-map");
    place.hidden = false;
    map = await open(new URL(import.meta.url).search);
    document.documentElement.classList.add("mapped");
    showMarks();
  } catch (error) {
    console.warn("the map cannot be drawn here", error);
    place.hidden = true; // the list remains
  }
}

function showMarks(): void {
  if (map) map.show(readData("found-data") ?? []);
  else if (section?.hidden) watch(section);
}
