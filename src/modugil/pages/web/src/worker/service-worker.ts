// What makes the pages installable and, offline, readable: the shell, the last plan, the sights last opened.
// Only pages the server marks as worth keeping are kept; answers for machines and live parts never are.
import { keep, kindOf, read, sayMoment } from "../kept-pages";

declare const self: ServiceWorkerGlobalScope & {
  /** Written in front of this script by the server: its build, and what a page needs to be shown. */
  readonly SHELL: { version: string; files: string[]; offline: Record<string, string> };
};
const NAME = "modugil-shell-";
const STATE = "modugil-state-1";
const LANGUAGE = "/language";
const { SHELL } = self;
const SHELL_CACHE = NAME + SHELL.version;
/** Staff pages and answers for machines are none of our business. */
const NOT_OURS = /^\/(api|console|tiles|map|health|oba|ogc|stac|service-worker\.js)(\/|$)/;

self.addEventListener("install", (event) => {
  event.waitUntil(install());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener("message", (event) => {
  // the page that brought us here was loaded before us
  const { keep: address } = (event.data ?? {}) as { keep?: string };
  if (address) event.waitUntil(fetchPage(new Request(address, { headers: { Accept: "text/html" } })).catch(() => undefined));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, searchParams } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || NOT_OURS.test(pathname)) return;
  if (pathname.startsWith("/static/")) event.respondWith(giveFile(request));
  else if (request.mode === "navigate") event.respondWith(givePage(event));
  else if (pathname === "/" && searchParams.has("from")) event.respondWith(fetchPage(request, event));
});

async function install(): Promise<void> {
  const cache = await caches.open(SHELL_CACHE);
  await cache.addAll([...SHELL.files, ...Object.values(SHELL.offline)]);
  await self.skipWaiting();
}

/** The shells of earlier builds go; what the reader keeps stays. */
async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(NAME) && name !== SHELL_CACHE) await caches.delete(name);
  // what is none of our business would be asked for twice; an earlier build had it on
  await self.registration.navigationPreload?.disable();
  await self.clients.claim();
}

/** A file whose address names its build; offline that of another build is better than none. */
async function giveFile(request: Request): Promise<Response> {
  const shell = await caches.open(SHELL_CACHE);
  const kept = await shell.match(request);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    const other = await shell.match(request, { ignoreSearch: true });
    if (other) return other;
    throw error;
  }
}

async function givePage(event: FetchEvent): Promise<Response> {
  try {
    return await fetchPage(event.request, event);
  } catch {
    return (await giveKept(event.request)) ?? (await giveOffline(event.request)) ?? Response.error();
  }
}

/** From the server, always; kept where it says that this is worth it. */
async function fetchPage(request: Request, event?: FetchEvent): Promise<Response> {
  const answer = await fetch(request);
  const work: Promise<unknown>[] = [];
  if (kindOf(answer)) work.push(keep(addressOf(request), answer.clone()));
  if (request.mode === "navigate") work.push(noteLanguage(request, answer));
  const done = Promise.all(work).catch((error: unknown) => console.warn("not kept", error));
  if (event) event.waitUntil(done);
  else await done;
  return answer;
}

function addressOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return pathname + search;
}

/** The kept page, which says on top that it is one and of when. */
async function giveKept(request: Request): Promise<Response | null> {
  const kept = await read(addressOf(request));
  if (!kept) return null;
  const language = kept.answer.headers.get("Content-Language") ?? "ko";
  const text = (await kept.answer.text())
    .replace("<html ", '<html class="offline" ')
    .replace('id="offline" hidden', 'id="offline"')
    .replace("{offline_time}", sayMoment(kept.keptAt, language));
  return new Response(text, { headers: kept.answer.headers });
}

/** The page that says that there is no connection, and what can be read without. */
async function giveOffline(request: Request): Promise<Response | null> {
  const told = [new URL(request.url).searchParams.get("language"), await readLanguage(), self.navigator.language.slice(0, 2), "ko"];
  const spoken = told.find((one) => one !== null && Object.hasOwn(SHELL.offline, one)) ?? "";
  const page = await (await caches.open(SHELL_CACHE)).match(SHELL.offline[spoken] ?? "");
  return page ?? null;
}

async function noteLanguage(request: Request, answer: Response): Promise<void> {
  const asked = new URL(request.url).searchParams.get("language") ?? "";
  const language = Object.hasOwn(SHELL.offline, asked) ? asked : answer.headers.get("Content-Language");
  if (answer.ok && language) await (await caches.open(STATE)).put(LANGUAGE, new Response(language));
}

async function readLanguage(): Promise<string | null> {
  return (await (await caches.open(STATE)).match(LANGUAGE))?.text() ?? null;
}
