// The page of one place: needs come from this device, the start may be where one stands.
import { enhance } from "./combobox";
import { choose, input } from "./ends";
import { makeInstallable } from "./installable";
import { fillNeeds } from "./needs";
import { whereIAm } from "./position";

const form = document.getElementById("way-form") as HTMLFormElement | null;
document.documentElement.classList.add("scripted");
if (form) start(form);
const print = document.getElementById("print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
performance.mark("interactive");
makeInstallable();

function start(form: HTMLFormElement): void {
  enhance("from");
  fillNeeds(form);
  const here = document.getElementById("from-here");
  if (!here || !("geolocation" in navigator)) return;
  here.hidden = false;
  here.addEventListener("click", () => {
    void whereIAm(true).then((at) => {
      if (!at) return;
      choose("from", { ref: at, name: at });
      input("from").focus();
    });
  });
}
