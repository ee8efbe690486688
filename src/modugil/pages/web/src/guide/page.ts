// The page from its first moment on: the way is loaded, choices are made, a trip begins and ends.
import { makeInstallable } from "../installable";
import { readData, word } from "../words";
import { keepChoices, readChoices } from "./choices";
import { part, show, write } from "./elements";
import type { Source } from "./guide";
import { loadPacket, type Loaded, Refused } from "./loading";
import type { Packet } from "./packet";
import { ReceiverError } from "./ports";
import { sayAge } from "./said";
import { openSettings } from "./settings";
import { isShown, makeSource, NotYet, openSources } from "./source-choice";
import { Trip } from "./trip";
import type { Voice } from "./voice";

/** A page that is not kept by then is told not to be. Nobody waits for it: one may begin as soon as the way is here. */
const KEPT_WITHIN_MS = 60_000;
const LOOK_MS = 250;
const choices = readChoices();
let packet: Packet | null = null;
let trip: Trip | null = null;
/** While a file is read one cannot begin again. */
let beginning = false;

export function startPage(): void {
  const data = readData<{ packet: string; language: string }>("guide-data");
  document.documentElement.classList.add("scripted");
  const installed = makeInstallable();
  if (!data?.packet || !document.getElementById("guide-choices")) return;
  show("guide-choices", true);
  const voice = openSettings(choices, data.language);
  openSources(choices);
  openButtons(voice);
  part("load-again").addEventListener("click", () => void load(data.packet, installed));
  const network = (): void => show("network-line", !navigator.onLine);
  for (const name of ["online", "offline"]) window.addEventListener(name, network);
  network();
  void load(data.packet, installed);
}

async function load(address: string, installed: Promise<boolean>): Promise<void> {
  show("load-again", false);
  fail("");
  write("guide-loaded", word("guide.loading"));
  try {
    const loaded = await loadPacket(address);
    packet = loaded.packet;
    part<HTMLButtonElement>("guide-start").disabled = false;
    if (loaded.isKept && loaded.keptAt === null) write("guide-loaded", word("guide.keeping"));
    const isKept = loaded.isKept && (loaded.keptAt !== null || (await pageKept(installed)));
    showLoaded(loaded, isKept);
  } catch (error) {
    write("guide-loaded", "");
    show("guide-loaded", false);
    fail(error instanceof Refused ? word("guide.load_refused", { why: error.why }) : word("guide.load_failed"));
    show("load-again", !(error instanceof Refused));
  }
}

function showLoaded({ keptAt }: Loaded, isKept: boolean): void {
  show("guide-loaded", true);
  part("guide-loaded").classList.toggle("is-old", keptAt !== null);
  const kept = word(isKept ? "guide.kept" : "guide.not_kept");
  write("guide-loaded", keptAt === null ? `${word("guide.loaded")} ${kept}` : word("guide.from_kept", { age: sayAge((Date.now() - keptAt) / 1000) }));
}

/** Whether the worker has kept this page with all its files, waited for only so long. */
async function pageKept(installed: Promise<boolean>): Promise<boolean> {
  const end = Date.now() + KEPT_WITHIN_MS;
  const late = new Promise<boolean>((done) => setTimeout(() => done(false), KEPT_WITHIN_MS));
  if (!(await Promise.race([installed, late]))) return false;
  while (Date.now() < end) {
    if (navigator.serviceWorker.controller && (await caches.match(location.pathname + location.search))) return true;
    await new Promise((done) => setTimeout(done, LOOK_MS));
  }
  return false;
}

function openButtons(voice: Voice): void {
  part("guide-start").addEventListener("click", () => void begin(voice));
  part("guide-end").addEventListener("click", () => end(word("guide.ended")));
  part("repeat").addEventListener("click", () => trip?.repeat());
  part("where").addEventListener("click", () => trip?.where());
  part("toilet").addEventListener("click", () => trip?.toilet());
  part("to-end").addEventListener("click", () => trip?.resume());
  part("next-leg").addEventListener("click", () => trip?.nextLeg());
  const north = part("north-up");
  north.setAttribute("aria-pressed", String(choices.northUp));
  north.addEventListener("click", () => {
    choices.northUp = !choices.northUp;
    keepChoices(choices);
    north.setAttribute("aria-pressed", String(choices.northUp));
    trip?.turnMap();
  });
}

async function begin(voice: Voice): Promise<void> {
  if (!packet || trip || beginning) return;
  beginning = true;
  fail("");
  try {
    const source = await makeSource(packet);
    await go(packet, source, voice);
  } catch (error) {
    if (!(error instanceof NotYet)) throw error;
    fail(word(error.key));
  } finally {
    beginning = false;
  }
}

async function go(along: Packet, source: Source, voice: Voice): Promise<void> {
  if (choices.voice) voice.wake();
  part("said").replaceChildren();
  show("guide-ended", false);
  show("guide-shown", isShown());
  show("guide-now", true);
  const words = readData<Record<string, string>>("script-words") ?? {};
  const own = new Trip({ packet: along, words: ofSection(words, "spoken."), choices, voice, failed: (why) => end(word(`guide.lost_${why}`), true) });
  trip = own;
  document.documentElement.classList.add("guiding");
  part("guide").classList.add("is-wide");
  part("now-title").focus({ preventScroll: true });
  part("guide-now").scrollIntoView({ block: "start" });
  try {
    await own.begin(source);
  } catch (error) {
    // who ended it meanwhile need not be told
    if (trip === own) end(word(`guide.lost_${error instanceof ReceiverError ? error.why : "unavailable"}`), true);
  }
}

/** The trip is over: why, in one sentence. */
function end(text: string, isFault = false): void {
  trip?.end();
  trip = null;
  document.documentElement.classList.remove("guiding");
  part("guide").classList.remove("is-wide");
  show("guide-now", false);
  if (isFault) fail(text);
  else {
    show("guide-ended", true);
    write("guide-ended", text);
  }
  part("guide-start").focus();
}

function fail(text: string): void {
  show("guide-failed", text !== "");
  write("guide-failed", text);
}

function ofSection(words: Record<string, string>, start: string): Record<string, string> {
  return Object.fromEntries(Object.entries(words).filter(([key]) => key.startsWith(start)).map(([key, text]) => [key.slice(start.length), text]));
}
