// The parts of the page by their ids; the server wrote them all.

export function part<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no ${id}`);
  return found as T;
}

/** Text in place; nothing is written that stands there already, so that nothing is told twice. */
export function write(id: string, text: string): void {
  const element = part(id);
  if (element.textContent !== text) element.textContent = text;
}

export function show(id: string, visible: boolean): void {
  part(id).hidden = !visible;
}
