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
const canKeep = (): boolean => "caches" in window; // not over plain HTTP from elsewhere

/** The packet of that address. Throws Refused, or what the network throws where nothing was kept. */
export async function loadPacket(address: string): Promise<Loaded> {
  let answer: Response;
  try {
    answer = await fetch(address, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(LONGEST_MS) });
  } catch (error) {
    const kept = canKeep() ? await readPacket(address) : null;
    if (kept) return { packet: (await kept.answer.json()) as Packet, keptAt: kept.keptAt, isKept: true };
    throw error;
  }
  const text = await answer.text();
  if (!answer.ok) throw new Refused(readWhy(text) || String(answer.status));
  const packet = JSON.parse(text) as Packet;
  return { packet, keptAt: null, isKept: await keep(address, text) };
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
