// What is heard: the device's own voice, in the page's language; what must be done now interrupts, all else waits its turn.
import type { Urgency } from "./guide";

/** What a voice must speak for each language of the pages. */
const TONGUES: Record<string, string> = { ko: "ko-KR", "ko-easy": "ko-KR", en: "en-US", zh: "zh-CN", ja: "ja-JP" };

export interface Manner {
  urgency: Urgency;
  rate: number;
  /** The chosen voice's address, "" for none. */
  name: string;
}

export class Voice {
  /** Whether this device has been heard to speak: only then is the text kept from screen readers. */
  private proven = false;
  private readonly tongue: string;

  constructor(language: string, private readonly heard: (speaks: boolean) => void) {
    this.tongue = TONGUES[language] ?? language;
  }

  static get isThere(): boolean {
    return "speechSynthesis" in window && typeof SpeechSynthesisUtterance === "function";
  }

  /** The voices of this language, those of the device itself first: the others send away what they read. */
  list(): SpeechSynthesisVoice[] {
    if (!Voice.isThere) return [];
    const own = speechSynthesis.getVoices().filter((one) => one.lang.slice(0, 2) === this.tongue.slice(0, 2));
    return own.sort((one, other) => Number(other.localService) - Number(one.localService));
  }

  /** Whether every voice of this language would send the text away, so that none is used unless somebody chose it. */
  get onlyAfar(): boolean {
    const voices = this.list();
    return voices.length > 0 && voices.every((one) => !one.localService);
  }

  say(text: string, { urgency, rate, name }: Manner): void {
    if (!Voice.isThere || !text) return;
    const voices = this.list();
    const voice = voices.find((one) => one.voiceURI === name) ?? voices.find((one) => one.localService);
    if (!voice && voices.length) return;
    if (urgency === "now") this.hush();
    const spoken = new SpeechSynthesisUtterance(text);
    if (voice) spoken.voice = voice;
    [spoken.lang, spoken.rate] = [voice?.lang ?? this.tongue, rate];
    spoken.onstart = () => this.prove(true);
    spoken.onerror = ({ error }) => {
      if (error !== "interrupted" && error !== "canceled") this.prove(false);
    };
    speechSynthesis.speak(spoken);
  }

  /** Some browsers (Safari on phones) speak only after something was said at the press of a button. */
  wake(): void {
    if (!Voice.isThere) return;
    const nothing = new SpeechSynthesisUtterance("");
    nothing.lang = this.tongue;
    speechSynthesis.speak(nothing);
  }

  hush(): void {
    if (Voice.isThere) speechSynthesis.cancel();
  }

  private prove(speaks: boolean): void {
    if (this.proven === speaks) return;
    this.proven = speaks;
    this.heard(speaks);
  }
}
