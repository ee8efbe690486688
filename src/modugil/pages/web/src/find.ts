// Finding places without leaving the page: the list is put in place and its count said; the map comes last.
import type { FoundMap } from "./found-map";
import { makeInstallable } from "./installable";
import { lastPlan } from "./last-plan";
import { whereIAm } from "./position";
import { readData, say, word } from "./words";

const form = document.getElementById("find-form") as HTMLFormElement | null;
const section = document.getElementById("map");
let map: FoundMap | null = null;
let watched = false;

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
    if (!turn) return;
    event.preventDefault();
    void show(turn.getAttribute("href") ?? "");
  });
  window.addEventListener("popstate", () => location.reload());
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
  document.querySelector(".ready ul")?.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    if (!link) return;
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

async function show(address: string): Promise<void> {
  const main = document.getElementById("main");
  main?.setAttribute("aria-busy", "true");
  say(word("find.searching"));
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [here, next] = [document.getElementById("found"), page.getElementById("found")];
    if (!here || !next || page.querySelector(".choices, .missing")) return location.assign(address);
    here.replaceChildren(...next.childNodes);
    here.hidden = next.hidden;
    document.querySelector(".languages")?.replaceChildren(...(page.querySelector(".languages")?.childNodes ?? []));
    history.pushState(null, "", address);
    const title = document.getElementById("found-title");
    title?.focus();
    title?.scrollIntoView({ block: "nearest" });
    const told = [title, document.getElementById("found-unknown")].map((one) => one?.textContent?.replace(/\s+/g, " ").trim());
    say(told.filter(Boolean).join(" "));
    showMarks();
  } catch {
    say(word("find.failed"));
  } finally {
    main?.removeAttribute("aria-busy");
  }
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
