// What this device keeps to be read without a connection: listed, opened, erased.
import { forgetAll, list, sayMoment, type KeptPage } from "./kept-pages";
import { makeInstallable } from "./installable";
import { say, word } from "./words";

document.documentElement.classList.add("scripted");
makeInstallable();
const forget = document.getElementById("forget-kept");
void show();
forget?.addEventListener("click", () => {
  void forgetAll().then(async () => {
    await show();
    say(word("offline.forgotten"));
    document.getElementById("kept-nothing")?.focus(); // the button is gone
  });
});
// in place of a page that could not be reached, the address is still that page's
const again = document.getElementById("again");
const standsIn = location.pathname !== "/offline";
if (again) {
  again.hidden = !standsIn && navigator.onLine;
  again.addEventListener("click", () => location.reload());
}
const unreached = document.getElementById("no-connection");
if (unreached) unreached.hidden = !standsIn && navigator.onLine;

async function show(): Promise<void> {
  const pages = "caches" in window ? await list() : []; // not over plain HTTP from elsewhere
  fill("kept-plan", pages.filter((one) => one.kind === "plan"));
  fill("kept-guides", pages.filter((one) => one.kind === "guide"));
  fill("kept-sights", pages.filter((one) => one.kind === "sight"));
  const [nothing, something] = [document.getElementById("kept-nothing"), document.getElementById("kept-something")];
  if (nothing) nothing.hidden = pages.length > 0;
  if (something) something.hidden = pages.length === 0;
}

function fill(id: string, pages: KeptPage[]): void {
  const section = document.getElementById(id);
  if (!section) return;
  section.hidden = pages.length === 0;
  section.querySelector("ul")?.replaceChildren(...pages.map(row));
}

function row({ address, title, language, keptAt }: KeptPage): HTMLLIElement {
  const link = Object.assign(document.createElement("a"), { href: address });
  const name = Object.assign(document.createElement("strong"), { textContent: title.replace(/ · [^·]*$/, ""), lang: language });
  const when = Object.assign(document.createElement("small"), { textContent: word("offline.as_of", { time: sayMoment(keptAt, document.documentElement.lang) }) });
  link.append(name, " ", when);
  const item = document.createElement("li");
  item.append(link);
  return item;
}
