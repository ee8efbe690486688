// Texts and data that the server wrote into the page; the script has no words of its own.

export interface Place {
  ref: string;
  name: string;
  kind: string;
  lat: number;
  lon: number;
  detail: string;
  wheelchair: string;
}

export function readData<T>(id: string): T | null {
  const element = document.getElementById(id);
  return element?.textContent ? (JSON.parse(element.textContent) as T) : null;
}

const texts = readData<Record<string, string>>("script-words") ?? {};

export function word(key: string, values: Record<string, string | number> = {}): string {
  const text = texts[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** Said by screen readers, seen by nobody. */
export function say(text: string): void {
  const live = document.getElementById("live");
  if (live) live.textContent = text;
}
