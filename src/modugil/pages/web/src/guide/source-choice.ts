// Where positions come from: what this browser offers is to be chosen from, what it does not is named.
import { word } from "../words";
import { RadioReceiver } from "./bluetooth";
import { type Choices, keepChoices } from "./choices";
import { part, show, write } from "./elements";
import { DevicePosition } from "./geolocation";
import type { Source } from "./guide";
import { NmeaReader } from "./nmea";
import type { Packet } from "./packet";
import { findBluetooth, findSerial } from "./ports";
import { readTrace, Recorded } from "./recorded";
import { CableReceiver } from "./serial";
import { walkLegs } from "./walker";

/** Something must be chosen first, or what was chosen is of no use: a key of words. */
export class NotYet extends Error {
  constructor(readonly key: string) {
    super(key);
  }
}

const SOURCES = ["device", "cable", "bluetooth", "walker", "recorded"] as const;
type Name = (typeof SOURCES)[number];
/** They do not tell where one is. */
const SHOWN: readonly string[] = ["walker", "recorded"];
const THERE: Record<Name, () => boolean> = {
  device: () => DevicePosition.isThere,
  cable: () => findSerial() !== undefined,
  bluetooth: () => findBluetooth() !== undefined,
  walker: () => true,
  recorded: () => true,
};

export function openSources(choices: Choices): void {
  const offered = SOURCES.filter((name) => THERE[name]());
  for (const name of SOURCES) show(`source-${name}`, offered.includes(name));
  const missing = SOURCES.filter((name) => !offered.includes(name)).map((name) => word(`guide.source_${name}`));
  show("not-offered", missing.length > 0);
  write("not-offered", word("guide.not_offered", { names: missing.join(", ") }));
  const wanted = offered.find((name) => name === choices.source && !SHOWN.includes(name)) ?? offered[0];
  for (const radio of document.querySelectorAll<HTMLInputElement>("input[name=source]")) {
    radio.checked = radio.value === wanted;
    radio.addEventListener("change", () => choose(choices));
  }
  const baud = part<HTMLSelectElement>("baud");
  baud.value = String(choices.baud);
  if (!baud.value) baud.value = "115200";
  baud.addEventListener("change", () => choose(choices));
  showMore();
}

/** Whether what is chosen only shows a way, wherever one is. */
export const isShown = (): boolean => SHOWN.includes(chosen());

/** The chosen source, ready to begin. Throws NotYet. */
export async function makeSource(packet: Packet): Promise<Source> {
  switch (chosen()) {
    case "cable":
      return new CableReceiver(number("baud"), new NmeaReader());
    case "bluetooth":
      return new RadioReceiver(new NmeaReader());
    case "walker":
      return openWalker(packet);
    case "recorded":
      return openFile();
    default:
      return new DevicePosition();
  }
}

function openWalker(packet: Packet): Source {
  const legs = walkLegs(packet);
  const legStarts = legs.map((_, n) => legs.slice(0, n).flat().length);
  return new Recorded(legs.flat(), { speed: number("speed"), noiseM: 0, legStarts });
}

async function openFile(): Promise<Source> {
  const file = part<HTMLInputElement>("trace").files?.[0];
  if (!file) throw new NotYet("guide.file_missing");
  const fixes = readTrace(await file.text());
  if (!fixes.length) throw new NotYet("guide.file_wrong");
  return new Recorded(fixes, { speed: number("speed"), noiseM: number("noise") });
}

function choose(choices: Choices): void {
  if (!isShown()) choices.source = chosen();
  choices.baud = number("baud");
  keepChoices(choices);
  showMore();
}

function showMore(): void {
  const name = chosen();
  show("more-cable", name === "cable");
  show("more-recorded", name === "recorded");
  show("more-speed", name === "recorded" || name === "walker");
}

const chosen = (): string => document.querySelector<HTMLInputElement>("input[name=source]:checked")?.value ?? "device";
const number = (id: string): number => Number(part<HTMLSelectElement>(id).value);
