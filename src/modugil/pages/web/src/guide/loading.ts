// The way comes once and is kept on this device; where there is no connection, what was kept is used and its age told.
import { keepPacket, readPacket } from "../kept-pages";
import type { Packet } from "./packet";

export interface Loaded {
  packet: Packet;
  /** When it came, in milliseconds since 1970, where it was read from this device. */
  keptAt: number | null;
  isKept: boolean;
}

/** The server will not give it: `why` in its own words. */
export class Refused extends Error {
  constructor(readonly why: string) {
    super(why);
  }
}

const LONGEST_MS = 60_000;
/** Who has it already does not wait longer than so for a newer one. */
const LONGEST_KEPT_MS = 10_000;
const canKeep = (): boolean => "caches" in window; // not over plain HTTP from elsewhere

/** The packet of that address. Throws Refused, or what the network throws where nothing was kept. */
export async function loadPacket(address: string): Promise<Loaded> {
  const kept = canKeep() ? await readPacket(address).catch(() => null) : null;
  try {
    const text = await ask(address, kept ? LONGEST_KEPT_MS : LONGEST_MS);
    return { packet: JSON.parse(text) as Packet, keptAt: null, isKept: await keep(address, text) };
  } catch (error) {
    if (error instanceof Refused || !kept) throw error;
    return { packet: (await kept.answer.json()) as Packet, keptAt: kept.keptAt, isKept: true };
  }
}

/** What the server answers; that it has a fault of its own is no refusal: it may be tried again. */
async function ask(address: string, longestMs: number): Promise<string> {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(longestMs) });
  const text = await answer.text();
  if (answer.status >= 500) throw new Error(`the server answered ${answer.status}`);
  if (!answer.ok) throw new Refused(readWhy(text) || String(answer.status));
  return text;
}

async function keep(address: string, text: string): Promise<boolean> {
  try {
    if (canKeep()) await keepPacket(address, text);
    return canKeep();
  } catch (error) {
    console.warn("the way cannot be kept here", error);
    return false;
  }
}

/** What the server says of an error. */
function readWhy(text: string): string {
  try {
    const { title, detail } = JSON.parse(text) as { title?: string; detail?: string };
    return title ?? detail ?? "";
  } catch {
    return "";
  }
}
