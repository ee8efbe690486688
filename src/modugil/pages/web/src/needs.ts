// Needs stay in this browser: kept here, sent only as numbers with a question.
import { readData, say, word } from "./words";

const KEY = "modugil.needs";
const WORDS = "needs";
const ALONG = "with";
const BETWEEN = ",";

export function keepNeeds(form: HTMLFormElement): void {
  const numbers = readData<Record<string, Record<string, string>>>("preset-numbers") ?? {};
  const asked = new URLSearchParams(location.search);
  const own = form.querySelector<HTMLDetailsElement>("#own");
  const fields = [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("#own input, #own select")];
  if (!asked.has(WORDS)) restore(form, fields, own);
  const showPreset = (): void => {
    const group = chosen(form);
    for (const box of along(form)) {
      box.disabled = box.value === group[0];
      const label = box.closest("label");
      if (label) label.hidden = box.disabled;
    }
    for (const field of fields)
      if (field instanceof HTMLInputElement) field.placeholder = strictest(field.name, group.map((one) => numbers[one]?.[field.name])) || word("limit.no_limit");
  };
  showPreset();
  form.addEventListener("change", (event) => {
    const name = (event.target as HTMLInputElement).name;
    if (name !== WORDS && name !== ALONG && !fields.some((field) => field.name === name)) return;
    showPreset();
    const kept = Object.fromEntries([[WORDS, chosen(form).join(BETWEEN)], ...fields.filter((f) => f.value).map((f) => [f.name, f.value])]);
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
  if (!asked && kept[WORDS]) choose(choice, kept[WORDS]);
  const limits = Object.entries(kept).filter(([name, value]) => name !== WORDS && value);
  const told = form.querySelector<HTMLElement>("#needs-own");
  if (told) told.hidden = limits.length === 0;
  for (const [name, value] of limits) if (!form.elements.namedItem(name)) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  choice.addEventListener("change", () => write(JSON.stringify({ ...kept, [WORDS]: choice.value })));
}

function restore(form: HTMLFormElement, fields: (HTMLInputElement | HTMLSelectElement)[], own: HTMLDetailsElement | null): void {
  const kept = read();
  const [first, ...others] = (kept[WORDS] ?? "").split(BETWEEN);
  for (const radio of form.querySelectorAll<HTMLInputElement>(`input[name="${WORDS}"]`)) if (radio.value === first) radio.checked = true;
  for (const box of along(form)) box.checked = others.includes(box.value);
  const together = form.querySelector<HTMLDetailsElement>("#together");
  if (together && others.length) together.open = true;
  for (const field of fields) field.value = kept[field.name] ?? "";
  if (own && fields.some((field) => field.value)) own.open = true;
}

/** A question names all who go together in one word; in the form they are a choice and boxes. */
export function joinGroup(words: URLSearchParams): void {
  const group = new Set([...words.getAll(WORDS), ...words.getAll(ALONG)]);
  words.delete(ALONG);
  if (group.size) words.set(WORDS, [...group].join(BETWEEN));
}

/** The preset of each who goes along, the first chosen first. */
function chosen(form: HTMLFormElement): string[] {
  const first = form.querySelector<HTMLInputElement>(`input[name="${WORDS}"]:checked`)?.value ?? "";
  const others = along(form).filter((box) => box.checked).map((box) => box.value);
  return [...new Set([first, ...others])];
}

function along(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>(`input[name="${ALONG}"]`)];
}

/** What holds for all where nothing else is said; an empty number is no limit. */
function strictest(name: string, told: (string | undefined)[]): string {
  const numbers = told.filter((one): one is string => !!one).map(Number);
  if (!numbers.length) return "";
  return String(name.startsWith("min") ? Math.max(...numbers) : Math.min(...numbers));
}

/** A list of single presets gets one more entry for those who go together. */
function choose(list: HTMLSelectElement, needs: string): void {
  const group = needs.split(BETWEEN);
  const named = group.map((one) => [...list.options].find((option) => option.value === one)?.text);
  if (group.length > 1 && named.every((name) => name) && ![...list.options].some((option) => option.value === needs))
    list.add(new Option(named.join(" + "), needs));
  list.value = needs;
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
