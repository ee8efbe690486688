// The stop board brings itself up to date; the search for stops may begin where one stands.
import { keepFresh } from "./fresh";
import { makeInstallable } from "./installable";
import { keepStars, listKept } from "./star";
import { say, word } from "./words";

const EVERY_MS = 8000;

document.documentElement.classList.add("scripted");
makeInstallable();
keepStars();
listKept("kept-stops", "stops");
const form = document.getElementById("board-form") as HTMLFormElement | null;
if (form) keepBoard(form);
const nearMe = document.getElementById("near-me");
if (nearMe && "geolocation" in navigator) {
  nearMe.hidden = false;
  nearMe.addEventListener("click", lookAround);
}

function keepBoard(form: HTMLFormElement): void {
  const asked = (): URLSearchParams => {
    const words = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") words.append(name, value);
    return words;
  };
  const fresh = keepFresh("board", EVERY_MS, { address: () => `${location.pathname}?${asked()}&part=board` });
  const show = (): void => {
    history.replaceState(null, "", `${location.pathname}?${asked()}`);
    void fresh.now().then((shown) => shown && say([firstRow(), document.querySelector("#board .message")?.textContent].filter(Boolean).join(". ")));
  };
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
}

function firstRow(): string {
  const parts = document.querySelector("#board .due")?.querySelectorAll(".what, .when, .facts-line") ?? [];
  return [...parts].map((one) => one.textContent?.replace(/\s+/g, " ").trim()).join(", ");
}

function lookAround(): void {
  say(word("moving.locating"));
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const language = new URLSearchParams(location.search).get("language");
      const near = `${coords.latitude.toFixed(5)},${coords.longitude.toFixed(5)}`;
      location.assign(`${nearMe?.dataset["to"] ?? "/stops"}?${new URLSearchParams({ near, ...(language ? { language } : {}) })}`);
    },
    () => say(word("moving.no_place")),
    { enableHighAccuracy: true, timeout: 10_000 },
  );
}
