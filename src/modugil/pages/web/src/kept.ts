// The favourites that this browser keeps: stops and lines by id and name, and nothing else.

export type Kind = "stops" | "lines";
export interface Favourite {
  id: string;
  name: string;
}
export type Favourites = Record<Kind, Favourite[]>;
const KEY = "modugil.favourites";
const LONGEST = 200;
export const MOST = 40;

export function readKept(): Favourites {
  try {
    return parseKept(localStorage.getItem(KEY) ?? "") ?? { stops: [], lines: [] };
  } catch {
    return { stops: [], lines: [] };
  }
}

/** Whether the browser allowed it. */
export function writeKept(kept: Favourites): boolean {
  try {
    if (kept.stops.length || kept.lines.length) localStorage.setItem(KEY, toText(kept));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

export function toText(kept: Favourites): string {
  return JSON.stringify(kept);
}

/** What a text says is kept, null if it is no such text. */
export function parseKept(text: string): Favourites | null {
  try {
    const told = JSON.parse(text) as Record<string, unknown>;
    return { stops: readList(told["stops"]), lines: readList(told["lines"]) };
  } catch {
    return null;
  }
}

function readList(told: unknown): Favourite[] {
  if (!Array.isArray(told)) throw new Error("no list");
  const found = new Map<string, Favourite>();
  for (const { id, name } of told as Partial<Favourite>[])
    if (typeof id === "string" && typeof name === "string" && id && id.length <= LONGEST) found.set(id, { id, name: name.slice(0, LONGEST) || id });
  return [...found.values()].slice(0, MOST);
}

export function isKept(kind: Kind, id: string): boolean {
  return readKept()[kind].some((one) => one.id === id);
}

/** Where it is shown; a slash in an id is escaped twice, as it would end a part of the address. */
export function addressOf(kind: Kind, id: string): string {
  const part = encodeURIComponent(id.replace(/^stop:/, "").replaceAll("/", "%2F")).replaceAll("%3A", ":");
  const language = new URLSearchParams(location.search).get("language");
  return `/${kind}/${part}${language ? `?${new URLSearchParams({ language })}` : ""}`;
}
