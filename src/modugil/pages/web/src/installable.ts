// Begins the worker that makes the pages readable offline, once the page itself is there.
const WORKER = "/service-worker.js";

/** Whether there is one now. */
export async function makeInstallable(): Promise<boolean> {
  if (!("serviceWorker" in navigator)) return false; // not over plain HTTP from elsewhere
  if (document.readyState !== "complete") await new Promise((done) => window.addEventListener("load", done, { once: true }));
  try {
    await start();
    return true;
  } catch (error) {
    console.warn("offline reading is not possible here", error);
    return false;
  }
}

async function start(): Promise<void> {
  const known = navigator.serviceWorker.controller !== null;
  await navigator.serviceWorker.register(WORKER, { scope: "/", updateViaCache: "none" });
  if (known) return;
  // this page was loaded before the worker was there: if it is worth keeping, it is asked for once more
  const { active } = await navigator.serviceWorker.ready;
  if (document.documentElement.dataset["keep"]) active?.postMessage({ keep: location.pathname + location.search });
}
