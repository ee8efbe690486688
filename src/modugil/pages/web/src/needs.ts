// Needs stay in this browser: kept here, sent only as numbers with a question.
import { readData, say, word } from "./words";

const KEY = "modugil.needs";
const WORDS = "needs";

export function keepNeeds(form: HTMLFormElement): void {
  const numbers = readData<Record<string, Record<string, string>>>("preset-numbers") ?? {};
  const asked = new URLSearchParams(location.search);
  const own = form.querySelector<HTMLDetailsElement>("#own");
  const fields = [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("#own input, #own select")];
  if (!asked.has(WORDS)) restore(form, fields, own);
  const showPreset = (): void => {
    const preset = numbers[chosenPreset(form)] ?? {};
    for (const field of fields)
      if (field instanceof HTMLInputElement) field.placeholder = preset[field.name] || word("limit.no_limit");
  };
  showPreset();
  form.addEventListener("change", (event) => {
    const name = (event.target as HTMLInputElement).name;
    if (name !== WORDS && !fields.some((field) => field.name === name)) return;
    showPreset();
    const kept = Object.fromEntries([[WORDS, chosenPreset(form)], ...fields.filter((f) => f.value).map((f) => [f.name, f.value])]);
    write(JSON.stringify(kept));
  });
  const forget = document.getElementById("forget");
  if (!forget) return;
  forget.hidden = false;
  forget.addEventListener("click", () => {
    write(null);
    for (const field of fields) field.value = "";
    say(word("form.forgotten"));
  });
}

/** A shorter form elsewhere: the preset of this device is chosen, its own limits go along unseen. */
export function fillNeeds(form: HTMLFormElement): void {
  const kept = read();
  const choice = form.querySelector<HTMLSelectElement>(`select[name="${WORDS}"]`);
  if (!choice) return;
  const asked = new URLSearchParams(location.search).has(WORDS);
  if (!asked && kept[WORDS]) choice.value = kept[WORDS];
  const limits = Object.entries(kept).filter(([name, value]) => name !== WORDS && value);
  const told = form.querySelector<HTMLElement>("#needs-own");
  if (told) told.hidden = limits.length === 0;
  for (const [name, value] of limits) if (!form.elements.namedItem(name)) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  choice.addEventListener("change", () => write(JSON.stringify({ ...kept, [WORDS]: choice.value })));
}

function restore(form: HTMLFormElement, fields: (HTMLInputElement | HTMLSelectElement)[], own: HTMLDetailsElement | null): void {
  const kept = read();
  for (const radio of form.querySelectorAll<HTMLInputElement>(`input[name="${WORDS}"]`)) if (radio.value === kept[WORDS]) radio.checked = true;
  for (const field of fields) field.value = kept[field.name] ?? "";
  if (own && fields.some((field) => field.value)) own.open = true;
}

function chosenPreset(form: HTMLFormElement): string {
  return form.querySelector<HTMLInputElement>(`input[name="${WORDS}"]:checked`)?.value ?? "";
}

function read(): Record<string, string> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") as Record<string, string>;
  } catch {
    return {}; // storage is off, or holds something else
  }
}

function write(text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, text);
  } catch {
    // storage is off: the needs hold for this page only
  }
}
