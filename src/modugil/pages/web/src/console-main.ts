// The console: the overview keeps itself fresh, maps and the player open where the page has room for them.
import { keepFresh } from "./fresh";
import { openMending } from "./console-mending";
import { openPhotos } from "./console-photos";
import { guardWriting } from "./console-write";

const EVERY_MS = 5000;

document.documentElement.classList.add("scripted");
if (document.getElementById("overview")) {
  keepFresh("overview", EVERY_MS, {
    address: () => {
      const words = new URLSearchParams(location.search);
      words.set("part", "overview");
      return `/console?${words}`;
    },
  });
}
guardWriting();
openMending();
openPhotos();
document.getElementById("faults")?.focus();
const place = document.querySelector<HTMLElement>("[data-map]");
if (place) void openMap(place);

async function openMap(place: HTMLElement): Promise<void> {
  const version = new URL(import.meta.url).search;
  place.hidden = false;
  try {
    if (place.dataset["map"] === "fleet") await (await import("./console-fleet")).open(version);
    else if (place.dataset["map"] === "spots") await (await import("./console-spots")).open(version);
    else if (place.dataset["map"] === "playback") await (await import("./console-playback")).open(version);
    else await (await import("./console-way")).open(version);
    document.documentElement.classList.add("mapped");
  } catch (error) {
    console.warn("the map cannot be drawn here", error);
    place.hidden = true; // the words and tables remain
  }
}
