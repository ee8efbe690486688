// Voice, vibration and type: chosen on the page, tried out there, kept on this device.
import { word } from "../words";
import { type Buzz, canBuzz, feel } from "./buzz";
import { type Choices, keepChoices } from "./choices";
import { part, show, write } from "./elements";
import { muteReader } from "./panel";
import { Voice } from "./voice";

/** The choices as they stand; every change is kept at once. */
export function openSettings(choices: Choices, language: string): Voice {
  let speaks = false;
  const mute = (): void => muteReader(choices.voice && speaks);
  const voice = new Voice(language, (is) => {
    speaks = is;
    mute();
  });
  openVoice(choices, voice, mute);
  openBuzz(choices);
  bind("large", choices, "large", () => document.documentElement.classList.toggle("guide-large", choices.large));
  return voice;
}

function openVoice(choices: Choices, voice: Voice, mute: () => void): void {
  const rate = part<HTMLSelectElement>("rate");
  rate.value = String(choices.rate);
  if (!rate.value) rate.value = "1";
  rate.addEventListener("change", () => {
    choices.rate = Number(rate.value);
    keepChoices(choices);
  });
  bind("voice", choices, "voice", () => {
    if (!choices.voice) voice.hush();
    show("voice-more", choices.voice && Voice.isThere);
    mute();
  });
  listVoices(choices, voice);
  if (Voice.isThere) speechSynthesis.addEventListener("voiceschanged", () => listVoices(choices, voice));
  part<HTMLSelectElement>("voice-choice").addEventListener("change", ({ target }) => {
    choices.voiceName = (target as HTMLSelectElement).value;
    keepChoices(choices);
    listVoices(choices, voice);
  });
  part("voice-try").addEventListener("click", () => voice.say(word("guide.voice_sample"), { urgency: "now", rate: choices.rate, name: choices.voiceName }));
}

/** Browsers know their voices only after a while. */
function listVoices(choices: Choices, voice: Voice): void {
  const voices = voice.list();
  const select = part<HTMLSelectElement>("voice-choice");
  const name = (one: SpeechSynthesisVoice): string => (one.localService ? one.name : word("guide.voice_sends", { name: one.name }));
  select.replaceChildren(select.options[0] as HTMLOptionElement, ...voices.map((one) => new Option(name(one), one.voiceURI)));
  select.value = voices.some((one) => one.voiceURI === choices.voiceName) ? choices.voiceName : "";
  show("voice-choices", voices.length > 0);
  const afar = voice.onlyAfar && !select.value;
  show("voice-none", voices.length === 0 || afar);
  write("voice-none", word(afar ? "guide.voice_afar" : "guide.voice_none"));
}

function openBuzz(choices: Choices): void {
  const can = canBuzz();
  show("buzz-none", !can);
  part<HTMLInputElement>("buzz").disabled = !can;
  bind("buzz", choices, "buzz", () => show("buzz-more", can && choices.buzz));
  for (const button of document.querySelectorAll<HTMLElement>("[data-buzz]")) button.addEventListener("click", () => feel(button.dataset["buzz"] as Buzz));
}

/** A box that is a choice. */
function bind(id: string, choices: Choices, key: "voice" | "buzz" | "large", changed: () => void): void {
  const box = part<HTMLInputElement>(id);
  box.checked = choices[key];
  changed();
  box.addEventListener("change", () => {
    choices[key] = box.checked;
    keepChoices(choices);
    changed();
  });
}
