// The form of a day out: places are found while one types, needs come from this device. It works without this script.
import { enhance } from "./combobox";
import type { End } from "./ends";
import { makeInstallable } from "./installable";
import { fillNeeds } from "./needs";

document.documentElement.classList.add("scripted");
const form = document.getElementById("outing-form") as HTMLFormElement | null;
for (const field of form?.querySelectorAll<HTMLElement>("[data-end]") ?? []) enhance(field.dataset.end as End);
if (form) fillNeeds(form);
performance.mark("interactive");
makeInstallable();
