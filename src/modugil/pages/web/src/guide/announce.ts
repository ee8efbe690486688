// What of a way to say now: each thing once, the urgent first.
import type { Caution, Instruction, Turn, Urgency, Word } from "./guide";
import type { Told } from "./instructions";
import type { Spoken } from "./spoken";

/** A turn is told so long before it, within these metres, and again when it is there. */
const AHEAD_S = 25;
const AHEAD_M = { least: 20, most: 60 };
const NOW_M = 10;
/** Where two turns follow each other sooner, nothing of the second is told before the first is done, give or take that. */
const DONE_M = 1;
const CAUTION_M = 20;
const CAUTION_S = 12;
/** Nearer than this a caution is told as being here. */
const HERE_M = 4;
/** Farther along than this nobody needs to be told in which direction the way begins. */
const STARTED_M = 15;
const RANK: Record<Urgency, number> = { now: 0, soon: 1, calm: 2 };

const buzzOf: Record<Turn, Word["buzz"]> = {
  start: "ahead",
  straight: "ahead",
  left: "left",
  "sharp-left": "left",
  right: "right",
  "sharp-right": "right",
  back: "off-route",
  arrive: "",
};

/** The same words with the urgent ones first. */
export function inOrder(words: Word[]): Word[] {
  return words.map((word, n) => ({ word, n })).sort((a, b) => RANK[a.word.urgency] - RANK[b.word.urgency] || a.n - b.n).map((one) => one.word);
}

export class Announcer {
  private readonly said = new Set<string>();

  constructor(
    private readonly told: Told,
    private readonly lengthM: number,
    private readonly endName: string,
    private readonly spoken: Spoken,
  ) {}

  /** What to say at this place of the way. */
  at(alongM: number, speedMps: number): Word[] {
    const words: Word[] = [];
    // which way to begin is heard alone: the first turn is told with the next fix
    let doneM = this.start(words, alongM) ? Infinity : -Infinity;
    for (const [n, one] of this.told.instructions.entries()) {
      if (alongM >= doneM - DONE_M) this.turn(words, one, n, { alongM, speedMps });
      if (one.turn !== "start" && one.turn !== "straight") doneM = Math.max(doneM, one.atM);
    }
    for (const [n, one] of this.told.cautions.entries()) this.caution(words, one, n, { alongM, speedMps });
    return inOrder(words);
  }

  next(alongM: number): Instruction | null {
    return this.told.instructions.find((one) => one.turn !== "start" && one.atM > alongM) ?? this.told.instructions.at(-1) ?? null;
  }

  coming(alongM: number): Caution | null {
    return this.told.cautions.find((one) => Math.max(one.toM, one.fromM + 1) > alongM) ?? null;
  }

  private once(key: string): boolean {
    if (this.said.has(key)) return false;
    this.said.add(key);
    return true;
  }

  /** Whether it was told now. */
  private start(words: Word[], alongM: number): boolean {
    const first = this.told.instructions[0];
    if (first?.turn !== "start" || !this.once("start") || alongM >= STARTED_M) return false;
    words.push({ text: first.text, urgency: "soon", buzz: "ahead" });
    return true;
  }

  private turn(words: Word[], one: Instruction, n: number, now: { alongM: number; speedMps: number }): void {
    const left = one.atM - now.alongM;
    const ahead = Math.min(AHEAD_M.most, Math.max(AHEAD_M.least, now.speedMps * AHEAD_S));
    if (one.turn === "start" || left > ahead || left < -NOW_M) return;
    if (one.turn === "arrive") {
      if (left > NOW_M && this.lengthM > AHEAD_M.least && this.once(`${n}-ahead`)) words.push(this.arriving(left));
      return;
    }
    if (one.turn === "straight") return;
    if (left > NOW_M) {
      if (this.once(`${n}-ahead`)) words.push(this.ahead(one, left));
    } else if (this.once(`${n}-now`)) {
      this.said.add(`${n}-ahead`);
      words.push(this.spoken.word("now", "now", buzzOf[one.turn], { what: this.spoken.say(`turn_${one.turn}`) }));
    }
  }

  private ahead(one: Instruction, left: number): Word {
    const what = this.spoken.say(one.street ? `go_${one.turn}` : `turn_${one.turn}`, { along: one.street });
    const at = one.landmark ? this.spoken.find("at").replace("{landmark}", () => one.landmark) : "";
    return this.spoken.word("ahead", "soon", buzzOf[one.turn], { metres: this.spoken.metres(left), at, what });
  }

  private arriving(left: number): Word {
    const gaps = { metres: this.spoken.metres(left), name: this.endName };
    return this.spoken.word(this.endName ? "arriving_at" : "arriving", "calm", "", gaps);
  }

  private caution(words: Word[], one: Caution, n: number, now: { alongM: number; speedMps: number }): void {
    const left = one.fromM - now.alongM;
    const ahead = Math.max(CAUTION_M, now.speedMps * CAUTION_S);
    if (left > ahead || now.alongM > Math.max(one.toM, one.fromM) + 1 || !this.once(`caution-${n}`)) return;
    const key = left > HERE_M ? "caution_ahead" : "caution_here";
    words.push(this.spoken.word(key, "soon", "caution", { metres: this.spoken.metres(left), what: one.text }));
  }
}
