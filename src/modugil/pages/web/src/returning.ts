// Going back shows what stood there; a link to a part of the page leads to that part, and nothing is lost.
const page = (): string => location.pathname + location.search;
let shown = page();

/** The page now shows what stands at that address. */
export function noteShown(address: string): void {
  history.pushState(null, "", address);
  shown = page();
}

/** Browsers tell of a link within the page as of going back: only another address is asked for anew. */
export function reloadOnReturn(): void {
  window.addEventListener("popstate", () => {
    if (page() !== shown) location.reload();
  });
}

/** Whether a press means this page, and no other tab or window. */
export function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}
