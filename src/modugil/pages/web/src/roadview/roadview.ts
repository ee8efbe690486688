// The page of one picture: looked around in and walked through by keys, buttons or pointer, all of it said in words.
import { readData, word } from "../words";
import type { Direction, Neighbour, Shown, ViewData } from "./data";
import { Overlay } from "./overlay";
import { turnTo } from "./project";
import { sayView } from "./seen";
import { Still } from "./still";

const TURN_DEG = 15;
const SAY_AFTER_MS = 350;
const AHEAD: Direction = { yawDeg: 0, pitchDeg: 0 };
const PARTS = ["about", "told"];
const byId = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
const scene = byId("scene");
const still = byId("still") as HTMLImageElement;
const seen = byId("seen");
const overlay = new Overlay((one) => void walk(one));
let data = readData<ViewData>("view-data") as ViewData;
let shown: Shown | null = null;
let route = true;
let saying = 0;
let asked = 0;
let opening: Promise<void> = Promise.resolve();
let at = pageOf(location.href);

function button(what: string): HTMLButtonElement {
  return document.querySelector(`[data-do="${what}"]`) as HTMLButtonElement;
}

/** An address without the part of the page that a link leads to. */
function pageOf(address: string): string {
  return address.split("#")[0] ?? address;
}

function lookNow(): Direction {
  return shown?.view() ?? AHEAD;
}

function redraw(): void {
  overlay.draw(shown?.view() ?? null);
}

/** Said and shown below the picture, once nothing has moved for a moment. */
function tell(text?: string): void {
  window.clearTimeout(saying);
  saying = window.setTimeout(() => {
    seen.hidden = false;
    seen.textContent = text ?? sayView(data, lookNow(), route);
  }, text === undefined ? SAY_AFTER_MS : 0);
}

function moved(): void {
  redraw();
  tell();
}

function placeStill(transform: string): void {
  still.style.transform = overlay.element.style.transform = transform;
  redraw();
}

/** Show what `data` is; one after another, so that a key pressed while a picture loads never opens two. */
function open(look: Direction): Promise<void> {
  return (opening = opening.catch(() => undefined).then(() => put(look)));
}

/** All around where the browser can, else flat. Errors: rejected, with the flat picture in its place. */
async function put(look: Direction): Promise<void> {
  overlay.show(data);
  const wanted = data.sphere && (await import("./sphere")).canShowSphere();
  byId("no-webgl").hidden = !data.sphere || wanted;
  if (shown && (shown instanceof Still) === wanted) {
    shown.end();
    shown = null;
  }
  scene.classList.toggle("is-sphere", wanted);
  still.hidden = wanted;
  try {
    if (shown) await shown.show(data, look);
    else if (wanted) shown = await (await import("./sphere")).openSphere(scene, data, look, moved);
    else await (shown = new Still(scene, placeStill, data)).show(data);
  } catch (cause) {
    shown?.end();
    shown = null;
    still.hidden = false;
    scene.classList.remove("is-sphere");
    throw cause;
  } finally {
    name();
    redraw();
  }
}

/** What buttons can do in this picture, and what the picture is called. */
function name(): void {
  scene.setAttribute("aria-label", `${word("look.scene")}: ${data.title}`);
  for (const role of ["previous", "next"] as const)
    button(role).setAttribute("aria-disabled", String(!data.neighbours.some((one) => one.role === role)));
  button("route").hidden = data.route.length === 0;
}

async function walk(neighbour: Neighbour): Promise<void> {
  const link = document.querySelector<HTMLAnchorElement>(`[data-picture="${CSS.escape(neighbour.id)}"]`);
  if (link) await go(link.href, true);
}

/** Put another picture in the place of this one: the address, the title and all words change, the focus stays. */
async function go(address: string, push: boolean): Promise<void> {
  const mine = ++asked;
  tell(word("look.loading"));
  const before = data.headingDeg === null ? null : data.headingDeg + lookNow().yawDeg;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== asked) return;
    // one went forth again before what lies back was there
    if (!push && pageOf(location.href) !== pageOf(address)) return tell();
    if (!answer.ok || !page.getElementById("view-data")) return location.assign(address);
    const lost = byId("told").contains(document.activeElement);
    replace(page, address, push);
    // one goes on looking the same way, wherever the middle of the next picture looks
    const yawDeg = before === null || data.headingDeg === null ? 0 : turnTo(before - data.headingDeg);
    await open({ yawDeg, pitchDeg: 0 });
    if (lost) scene.focus();
    tell(data.title + word("look.stop") + sayView(data, lookNow(), route));
  } catch {
    if (mine === asked) tell(word("look.failed"));
  }
}

function replace(page: Document, address: string, push: boolean): void {
  const image = page.getElementById("still") as HTMLImageElement;
  for (const key of ["src", "alt", "width", "height"]) still.setAttribute(key, image.getAttribute(key) ?? "");
  for (const id of PARTS) byId(id).replaceWith(page.getElementById(id) as HTMLElement);
  const [here, there] = [document, page].map((one) => one.querySelector(".languages"));
  if (here && there) here.replaceWith(there);
  document.title = page.title;
  data = readData<ViewData>("view-data") as ViewData;
  if (push) history.pushState(null, "", address);
  at = pageOf(location.href);
}

function step(role: "next" | "previous"): void {
  const found = data.neighbours.find((one) => one.role === role);
  if (found) void walk(found);
  else tell(word(`look.no_${role}`));
}

function zoom(steps: number): void {
  shown?.zoom(steps);
  redraw();
  tell(word("look.zoomed", { n: shown?.zoomed() ?? 100 }));
}

function turn(yaw: number, pitch: number): void {
  shown?.turn(yaw * TURN_DEG, pitch * TURN_DEG);
  moved();
}

function toggleRoute(): void {
  overlay.route = route = !route;
  button("route").setAttribute("aria-pressed", String(route));
  moved();
}

function toggleFull(): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void byId("stage").requestFullscreen();
}

const DO: Record<string, () => void> = {
  left: () => turn(-1, 0),
  right: () => turn(1, 0),
  up: () => turn(0, 1),
  down: () => turn(0, -1),
  in: () => zoom(1),
  out: () => zoom(-1),
  full: toggleFull,
  previous: () => step("previous"),
  next: () => step("next"),
  route: toggleRoute,
  say: () => tell(sayView(data, lookNow(), route)),
  home: () => {
    shown?.look(AHEAD);
    moved();
  },
};
const KEYS: Record<string, string> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  "+": "in",
  "=": "in",
  "-": "out",
  n: "next",
  p: "previous",
  s: "say",
  Home: "home",
};

function listen(): void {
  scene.addEventListener("keydown", (event) => {
    const what = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!what || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    DO[what]?.();
  });
  byId("look").addEventListener("click", ({ target }) => {
    const what = (target as Element).closest<HTMLElement>("[data-do]")?.dataset["do"];
    if (what) DO[what]?.();
  });
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-picture]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void go(link.href, true);
  });
  // a link to a part of this page changes the address as well
  window.addEventListener("popstate", () => pageOf(location.href) !== at && void go(location.href, false));
  window.addEventListener("resize", redraw);
  document.addEventListener("fullscreenchange", redraw);
}

async function start(): Promise<void> {
  scene.append(overlay.element);
  scene.tabIndex = 0;
  const told = { role: "application", "aria-roledescription": word("look.scene_role"), "aria-describedby": "keys" };
  for (const [key, value] of Object.entries(told)) scene.setAttribute(key, value);
  for (const id of ["look", "keys"]) byId(id).hidden = false;
  button("full").hidden = !document.fullscreenEnabled;
  listen();
  name();
  try {
    await open(AHEAD);
    tell();
  } catch {
    tell(word("look.failed"));
  }
  scene.dataset["ready"] = "1";
  performance.mark("interactive");
}

document.documentElement.classList.add("scripted");
void start();
