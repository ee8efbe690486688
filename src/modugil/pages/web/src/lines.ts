// The page of a line brings its diagram up to date; the list of lines begins with the favourite ones.
import { keepFresh } from "./fresh";
import { makeInstallable } from "./installable";
import { keepStars, listKept } from "./star";

const EVERY_MS = 8000;

document.documentElement.classList.add("scripted");
makeInstallable();
keepStars();
listKept("kept-lines", "lines");
if (document.getElementById("line")) {
  keepFresh("line", EVERY_MS, {
    address: () => {
      const words = new URLSearchParams(location.search);
      words.set("part", "line");
      return `${location.pathname}?${words}`;
    },
  });
}
