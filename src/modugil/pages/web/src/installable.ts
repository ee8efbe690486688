// Begins the worker that makes the pages readable offline, once the page itself is there.
const WORKER = "/service-worker.js";

export function makeInstallable(): void {
  if (!("serviceWorker" in navigator)) return; // not over plain HTTP from elsewhere
  const begin = (): void => void start().catch((error: unknown) => console.warn("offline reading is not possible here", error));
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin, { once: true });
}

async function start(): Promise<void> {
  const known = navigator.serviceWorker.controller !== null;
  await navigator.serviceWorker.register(WORKER, { scope: "/", updateViaCache: "none" });
  if (known) return;
  // this page was loaded before the worker was there: if it is worth keeping, it is asked for once more
  const { active } = await navigator.serviceWorker.ready;
  if (document.documentElement.dataset["keep"]) active?.postMessage({ keep: location.pathname + location.search });
}
