// Photos are sent to the same door as programs use, and what became of each is told.
import { say, word } from "./words";

interface Refused {
  file: string;
  message: string;
}
interface Taken {
  pictures: string[];
  repeated: number;
  known: number;
  refused: Refused[];
}
const MOST = 50;

export function openPhotos(): void {
  const form = document.getElementById("add-photos") as HTMLFormElement | null;
  if (!form) return;
  form.hidden = false;
  document.getElementById("no-script-photos")?.remove();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const files = (form.elements.namedItem("photos") as HTMLInputElement).files;
    if (!files || files.length < 1 || files.length > MOST) return fault(word("console_script.photos_count", { n: MOST }));
    fault("");
    send(form);
  });
}

function send(form: HTMLFormElement): void {
  const sending = form.querySelector<HTMLElement>(".sending")!;
  const bar = document.getElementById("sent") as HTMLProgressElement;
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]")!;
  const request = new XMLHttpRequest();
  sending.hidden = false;
  button.disabled = true;
  bar.value = 0;
  say(word("console_script.photos_sending"));
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = (event.loaded / event.total) * 100;
  });
  // all is there, and faces are looked for: how long that takes nobody knows
  request.upload.addEventListener("load", () => {
    bar.removeAttribute("value");
    say(word("console_script.photos_blurring"));
  });
  request.addEventListener("loadend", () => {
    sending.hidden = true;
    button.disabled = false;
    if (request.status === 200) return tell(form, JSON.parse(request.responseText) as Taken);
    fault(word("console_script.photos_failed", { why: why(request) }));
  });
  request.open("POST", "/api/v1/roadview/photos");
  request.setRequestHeader("X-Requested-With", "console");
  request.send(new FormData(form));
}

/** The sentence of the refusal, as the door tells it; what the network said where it told none. */
function why(request: XMLHttpRequest): string {
  try {
    const told = JSON.parse(request.responseText) as { detail?: string; title?: string };
    return told.detail ?? told.title ?? String(request.status);
  } catch {
    return String(request.status || "");
  }
}

function fault(text: string): void {
  const place = document.getElementById("photos-fault")!;
  place.textContent = text;
  place.hidden = !text;
  document.getElementById("photos")?.toggleAttribute("aria-invalid", Boolean(text));
  if (text) document.getElementById("photos")?.focus();
}

function tell(form: HTMLFormElement, taken: Taken): void {
  const place = document.getElementById("added")!;
  const sums = { n: taken.pictures.length, known: taken.known, repeated: taken.repeated, refused: taken.refused.length };
  const line = document.createElement("p");
  line.className = taken.pictures.length ? "done" : "message";
  line.textContent = word("console_script.photos_taken", sums);
  const list = document.createElement("ul");
  list.className = "plain-list";
  for (const one of taken.refused) {
    const row = document.createElement("li");
    row.textContent = `${one.file}: ${one.message}`;
    list.append(row);
  }
  place.replaceChildren(line, list);
  place.hidden = false;
  place.focus();
  form.reset();
}
