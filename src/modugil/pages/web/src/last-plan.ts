// The two ends of the plan that this device keeps to be read offline.
import { list } from "./kept-pages";

export interface LastPlan {
  from: string;
  to: string;
  name: string;
}

export async function lastPlan(): Promise<LastPlan | null> {
  if (!("caches" in window)) return null;
  const page = (await list()).find((one) => one.kind === "plan");
  if (!page) return null;
  const { pathname, searchParams } = new URL(page.address, location.origin);
  const own = pathname.startsWith("/places/") ? `place:${decodeURIComponent(pathname.slice("/places/".length))}` : "";
  const [from, to] = [end(searchParams, "from"), own || end(searchParams, "to")];
  return from && to ? { from, to, name: page.title.split(" · ")[0] ?? "" } : null;
}

/** What a plan takes: the place chosen for the text, else a coordinate or ref written out. */
function end(words: URLSearchParams, name: "from" | "to"): string {
  const [text, ref] = [words.get(name) ?? "", words.get(`${name}Ref`) ?? ""];
  if (ref && words.get(`${name}For`) === text) return ref;
  return /^(stop:|place:|-?[\d.]+ *, *-?[\d.]+$)/.test(text) ? text : "";
}
