// One pointer from where it went down to where it is lifted; other fingers meanwhile do nothing.

/** Calls `go` for each move and `end` once: whole where it was lifted, not where the browser took it away.
 *  What it returns ends it earlier. */
export function followPointer(
  down: PointerEvent,
  go: (moved: PointerEvent) => void,
  end: (whole: boolean) => void,
): () => void {
  const ending = new AbortController();
  const finish = (whole: boolean): void => {
    ending.abort();
    end(whole);
  };
  const own = (does: (event: PointerEvent) => void) => (event: PointerEvent): void => {
    if (event.pointerId === down.pointerId) does(event);
  };
  window.addEventListener("pointermove", own(go), ending);
  window.addEventListener("pointerup", own(() => finish(true)), ending);
  window.addEventListener("pointercancel", own(() => finish(false)), ending);
  return () => finish(true);
}
