// Comfort for those whose browser runs scripts; the page says and does the same without.
import { keepAnswers } from "./answer";
import { enhance } from "./combobox";
import { swap } from "./ends";
import type { RegionMap } from "./map";
import { makeInstallable } from "./installable";
import { keepNeeds } from "./needs";

const form = document.getElementById("plan-form") as HTMLFormElement | null;
const section = document.getElementById("map");
let map: RegionMap | null = null;
let inView = "";

document.documentElement.classList.add("scripted");
if (form) {
  enhance("from");
  enhance("to");
  keepNeeds(form);
  const button = document.getElementById("swap");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", swap);
  }
  keepAnswers(form, (id) => {
    inView = id;
    map?.show(id);
  });
}
performance.mark("interactive");
makeInstallable();
if (section) void openMap(section);

async function openMap(place: HTMLElement): Promise<void> {
  place.hidden = false;
  try {
    const { open } = await import("./map");
    map = await open(new URL(import.meta.url).search);
    document.documentElement.classList.add("mapped");
    map.show(inView);
  } catch (error) {
    console.warn("the map cannot be drawn here", error);
    place.hidden = true; // the sketch and the text remain
  }
}
