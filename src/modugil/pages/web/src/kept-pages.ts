// What a browser keeps to be read offline, on this device only: the last plan, the sights last opened, the ways to be guided
// along with all that guidance needs of them.

export type KeptKind = "plan" | "sight" | "guide";
export interface KeptPage {
  kind: KeptKind;
  address: string;
  title: string;
  /** In which the page is, as its server says. */
  language: string;
  /** When the server gave it, in milliseconds since 1970. */
  keptAt: number;
}
export const KEPT = "modugil-kept-1";
/** The server says with this header which pages are worth keeping. */
export const KEEP_HEADER = "Modugil-Keep";
const KIND = "X-Kept-Kind";
const AT = "X-Kept-At";
const TITLE = "X-Kept-Title";
const MOST: Record<KeptKind, number> = { plan: 1, sight: 20, guide: 3 };
/** How a way's streets and costs are marked, which stand beside its page and are no page. */
const PACKET = "packet";
const MOST_PACKETS = 3;
const isKind = (said: string | null | undefined): said is KeptKind => typeof said === "string" && Object.hasOwn(MOST, said);

/** Whether a page is worth keeping, as its server says. */
export function kindOf(answer: Response): KeptKind | null {
  const said = answer.ok && !answer.redirected ? answer.headers.get(KEEP_HEADER) : null;
  return isKind(said) ? said : null;
}

/** Keep the page under its address; the oldest of its kind make room. */
export async function keep(address: string, answer: Response): Promise<void> {
  const kind = kindOf(answer);
  if (!kind) return;
  const text = await answer.text();
  const title = /<title>([^<]*)<\/title>/.exec(text)?.[1] ?? "";
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  headers.set(KIND, kind);
  headers.set(AT, String(Date.now()));
  headers.set(TITLE, encodeURIComponent(title));
  const cache = await caches.open(KEPT);
  await cache.put(address, new Response(text, { headers }));
  const others = (await list()).filter((one) => one.kind === kind).slice(MOST[kind]);
  await Promise.all(others.map((one) => cache.delete(one.address)));
}

/** Everything kept, the newest first. */
export async function list(): Promise<KeptPage[]> {
  const cache = await caches.open(KEPT);
  const pages: KeptPage[] = [];
  for (const request of await cache.keys()) {
    const answer = await cache.match(request);
    const kind = answer?.headers.get(KIND);
    if (!answer || !isKind(kind)) continue;
    const { pathname, search } = new URL(request.url);
    const title = unescapeMarkup(decodeURIComponent(answer.headers.get(TITLE) ?? ""));
    const language = answer.headers.get("Content-Language") ?? "";
    pages.push({ kind, address: pathname + search, title, language, keptAt: Number(answer.headers.get(AT)) });
  }
  return pages.sort((a, b) => b.keptAt - a.keptAt);
}

/** The page kept under that address, and when it was. */
export async function read(address: string): Promise<{ answer: Response; keptAt: number } | null> {
  const answer = await (await caches.open(KEPT)).match(address);
  return answer ? { answer, keptAt: Number(answer.headers.get(AT)) } : null;
}

/** Keep what guidance needs of a way under the address it came from; the oldest make room. */
export async function keepPacket(address: string, text: string): Promise<void> {
  const headers = { "Content-Type": "application/json", [KIND]: PACKET, [AT]: String(Date.now()) };
  const cache = await caches.open(KEPT);
  await cache.put(address, new Response(text, { headers }));
  const packets: { request: Request; keptAt: number }[] = [];
  for (const request of await cache.keys()) {
    const kept = (await cache.match(request))?.headers;
    if (kept?.get(KIND) === PACKET) packets.push({ request, keptAt: Number(kept.get(AT)) });
  }
  const others = packets.sort((a, b) => b.keptAt - a.keptAt).slice(MOST_PACKETS);
  await Promise.all(others.map(({ request }) => cache.delete(request)));
}

/** What was kept of a way, and when. */
export const readPacket = read;

export async function forgetAll(): Promise<void> {
  await caches.delete(KEPT);
}

/** The moment on this device's clock; with its day unless that is today. */
export function sayMoment(keptAt: number, language: string): string {
  const [moment, today] = [new Date(keptAt), new Date()];
  const clock: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const sameDay = moment.toDateString() === today.toDateString();
  return new Intl.DateTimeFormat(language, sameDay ? clock : { ...clock, year: "numeric", month: "long", day: "numeric" }).format(moment);
}

function unescapeMarkup(text: string): string {
  return text.replace(/&(amp|lt|gt|#34|#39|quot);/g, (_, name: string) => ({ amp: "&", lt: "<", gt: ">" })[name] ?? (name === "#39" ? "'" : '"'));
}
