// An editable combobox with a list of places, as ARIA 1.2 describes it: focus stays in the field.
import { choose, forget, input, type End } from "./ends";
import { readData, say, word, type Place } from "./words";

const PAUSE_MS = 120;
const { language } = readData<{ language: string }>("region-data") ?? { language: "ko" };

export function enhance(end: End): void {
  const field = input(end);
  const list = document.createElement("ul");
  list.id = `${end}-list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", word("combobox.list"));
  list.hidden = true;
  field.after(list);
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);

  let places: Place[] = [];
  let active = -1;
  let asked = 0;
  let pause = 0;

  const close = (): void => {
    list.hidden = true;
    active = -1;
    asked++;
    window.clearTimeout(pause);
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const activate = (row: number): void => {
    active = places.length ? (row + places.length) % places.length : -1;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === active)));
    const item = list.children[active];
    if (!item) return;
    field.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  };
  const take = (row: number): void => {
    const place = places[row];
    if (place) choose(end, place);
    close();
  };
  const show = (found: Place[]): void => {
    places = found;
    list.replaceChildren(...found.map((place, row) => option(place, `${list.id}-${row}`)));
    list.hidden = found.length === 0;
    field.setAttribute("aria-expanded", String(found.length > 0));
    active = -1;
    field.removeAttribute("aria-activedescendant");
    say(found.length ? word("combobox.results", { n: found.length }) : word("combobox.none"));
  };
  const look = async (): Promise<void> => {
    const text = field.value.trim();
    if (!text) return close();
    const mine = ++asked;
    try {
      const answer = await fetch(`/api/v1/places?${new URLSearchParams({ q: text, language })}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const { places: found } = (await answer.json()) as { places: Place[] };
      if (mine === asked && document.activeElement === field) show(found);
    } catch {
      if (mine === asked) say(word("combobox.failed"));
    }
  };

  field.addEventListener("input", () => {
    forget(end);
    window.clearTimeout(pause);
    pause = window.setTimeout(() => void look(), PAUSE_MS);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) void look();
      else activate(active < 0 && event.key === "ArrowUp" ? -1 : active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      take(active);
    } else if (event.key === "Escape") {
      if (list.hidden) {
        forget(end);
        field.value = "";
      } else event.preventDefault();
      close();
    } else if (event.key === "Tab" && !list.hidden && active >= 0) take(active);
  });
  field.addEventListener("blur", close);
  // the field keeps focus while a place is pressed
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = (event.target as Element).closest("li");
    if (item) take([...list.children].indexOf(item));
  });
}

function option(place: Place, id: string): HTMLLIElement {
  const item = document.createElement("li");
  item.id = id;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const kind = document.createElement("span");
  kind.className = "kind";
  kind.textContent = [word(`kind.${place.kind}`), place.detail].filter(Boolean).join(" · ");
  item.append(place.name, " ", kind);
  return item;
}
