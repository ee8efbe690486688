// Writing: what was typed is not left behind by mistake, and a preview can be heard.
import { say, word } from "./words";

export function guardWriting(): void {
  const form = document.getElementById("writing") as HTMLFormElement | null;
  if (form) {
    let typed = false;
    form.addEventListener("input", () => (typed = true));
    form.addEventListener("submit", () => (typed = false));
    window.addEventListener("beforeunload", (event) => typed && event.preventDefault());
  }
  if (!("speechSynthesis" in window)) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>(".speak")) {
    button.hidden = false;
    button.addEventListener("click", () => speak(button));
  }
}

function speak(button: HTMLButtonElement): void {
  const text = button.parentElement?.querySelector(".aloud")?.textContent ?? "";
  const language = button.dataset["language"] ?? "ko";
  const voices = speechSynthesis.getVoices();
  if (!voices.some((one) => one.lang.toLowerCase().startsWith(language))) return say(word("console_script.no_voice"));
  speechSynthesis.cancel();
  speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(text), { lang: language }));
}
