// Sentences from templates: gaps filled, lengths rounded as people say them.
import type { Word } from "./guide";

/** Templates by their key, in one language. */
export type Words = Readonly<Record<string, string>>;

/** What stands between two things told in one breath. */
const COMMAS: Record<string, string> = { zh: "，", ja: "、" };

export class Spoken {
  readonly comma: string;

  constructor(
    private readonly words: Words,
    language: string,
  ) {
    this.comma = COMMAS[language] ?? ", ";
  }

  /** The text of a key with its gaps filled; the key itself where the words lack it. */
  say(key: string, gaps: Record<string, string | number> = {}): string {
    const text = (this.words[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(gaps[name] ?? ""));
    return text.replace(/\s+/g, " ").replace(/ ([,.，。、])/g, "$1").trim();
  }

  has(key: string): boolean {
    return key in this.words;
  }

  /** The text of a key, nothing where the words lack it. */
  find(key: string): string {
    return this.words[key] ?? "";
  }

  /** A whole sentence, its first letter large. */
  sentence(key: string, gaps: Record<string, string | number> = {}): string {
    return this.large(this.say(key, gaps));
  }

  /** A whole sentence as a word to say. */
  word(key: string, urgency: Word["urgency"], buzz: Word["buzz"] = "", gaps: Record<string, string | number> = {}): Word {
    return { text: this.sentence(key, gaps), urgency, buzz };
  }

  large(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  /** Whole sentences after each other. */
  join(sentences: string[]): string {
    return sentences.filter(Boolean).join(this.comma === ", " ? " " : "");
  }

  /** A length as people say it: by 5 below 50 metres, by 10 below 200, by 50 above, then kilometres. */
  metres(length: number): string {
    const kilometres = (length / 1000).toFixed(1).replace(/\.0$/, "");
    if (length >= 975) return this.say(kilometres === "1" ? "kilometre" : "kilometres", { n: kilometres });
    return this.say("metres", { n: roundMetres(length) });
  }
}

export function roundMetres(length: number): number {
  const step = length < 50 ? 5 : length < 200 ? 10 : 50;
  return Math.max(step, Math.round(length / step) * step);
}

/** Which of eight points of the compass a direction is. */
export const compassPoint = (degrees: number): number => Math.round(degrees / 45) % 8;
