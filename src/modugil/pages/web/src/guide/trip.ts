// Somebody is guided: fixes go in, and what the engine answers is said, shown and felt. Nothing leaves the device.
import { word } from "../words";
import { Awake } from "./awake";
import { feel, stopBuzzing } from "./buzz";
import type { Choices } from "./choices";
import { Drawing } from "./drawing";
import { part, show, write } from "./elements";
import { Guide } from "./engine";
import type { Heard, Source, SourceNews, State, Word } from "./guide";
import type { Packet } from "./packet";
import * as panel from "./panel";
import { nearestToilet, sayWhere } from "./surroundings";
import type { Voice } from "./voice";

const TICK_MS = 1000;
/** How often an age on the page grows. */
const AGE_FROM_S = 10;

export interface Means {
  packet: Packet;
  words: Record<string, string>;
  choices: Choices;
  voice: Voice;
  /** Called when there is no position to be had at all, with the reason. */
  failed: (why: string) => void;
}

export class Trip {
  private readonly guide: Guide;
  private readonly drawing: Drawing;
  private readonly awake = new Awake();
  private source: Source | null = null;
  private state: State | null = null;
  private timer = 0;
  private heardAt = 0;
  private listed = "";
  private why = "";

  constructor(private readonly means: Means) {
    this.guide = new Guide(means.packet, means.words);
    this.drawing = new Drawing(document.querySelector<SVGElement>("#guide-drawing") as SVGElement, means.packet);
    this.turnMap();
    this.take(this.guide.tick(performance.now()));
  }

  /** Throws what the source throws where it cannot begin. */
  async begin(source: Source): Promise<void> {
    await source.start((news) => this.hear(news));
    this.source = source;
    this.heardAt = performance.now();
    this.timer = window.setInterval(() => this.tick(), TICK_MS);
    const awake = await this.awake.begin();
    write("awake-line", word(awake ? "guide.awake" : "guide.not_awake"));
  }

  end(): void {
    window.clearInterval(this.timer);
    this.source?.stop();
    this.source = null;
    this.awake.end();
    this.means.voice.hush();
    stopBuzzing();
  }

  repeat(): void {
    this.utter([{ ...this.guide.repeat(), urgency: "now" }]);
  }

  where(): void {
    this.utter([{ text: sayWhere(this.means.packet, this.state), urgency: "now", buzz: "" }]);
  }

  toilet(): void {
    const row = nearestToilet(this.means.packet, this.state);
    if (row >= 0) this.take(this.guide.guideTo(row));
    else this.utter([{ text: word("guide.no_toilet"), urgency: "now", buzz: "" }]);
  }

  resume(): void {
    this.take(this.guide.resume());
  }

  nextLeg(): void {
    this.take(this.guide.nextLeg());
  }

  /** North on top, or where one goes. */
  turnMap(): void {
    this.drawing.northUp = this.means.choices.northUp;
    if (this.state) this.drawing.show(this.state, this.guide.cautions());
  }

  private hear(news: SourceNews): void {
    if (news.kind === "fix") {
      this.heardAt = performance.now();
      this.why = "";
      panel.showFix(news.fix.accuracyM);
      this.take(this.guide.hear(news.fix));
    } else if (news.kind === "back") {
      this.why = "";
      panel.banner("", false);
    } else if (news.why === "denied" && !this.state?.fix) this.means.failed(news.why);
    else {
      this.why = news.why;
      this.tell(word(`guide.lost_${news.why}`));
    }
  }

  /** Once a second: only so is it known that nothing comes any more. */
  private tick(): void {
    this.take(this.guide.tick(performance.now()));
    const silentS = (performance.now() - this.heardAt) / 1000;
    if (this.why || silentS < AGE_FROM_S || this.state?.phase === "riding" || this.state?.phase === "arrived") return;
    panel.showSilence(silentS);
  }

  private tell(text: string): void {
    panel.banner(text, true);
    this.utter([{ text, urgency: "soon", buzz: "" }]);
  }

  private take({ words, state }: Heard): void {
    const before = this.state;
    this.state = state;
    this.utter(words);
    if (this.why === "" && before?.lost && !state.lost) panel.banner("", false);
    const endName = state.aside ? "" : (this.means.packet.legs[state.leg]?.end.name ?? "");
    const along = this.guide.list().findLast((one) => one.atM <= state.alongM)?.street;
    const street = this.means.packet.names.find((one) => one.along === along)?.name ?? "";
    panel.showState(state, { endName, street });
    this.showLeg(state, words);
    this.drawing.show(state, this.guide.cautions());
    const listed = `${state.lineVersion}/${state.leg}`;
    if (listed !== this.listed) panel.listAhead({ instructions: this.guide.list(), cautions: this.guide.cautions(), endName });
    this.listed = listed;
    panel.markAhead(state.alongM);
  }

  private showLeg(state: State, words: readonly Word[]): void {
    const { legs } = this.means.packet;
    if (state.phase === "riding") panel.showRide((legs[state.leg]?.texts ?? []).join(" "));
    if (state.phase === "arrived" && words.length) panel.showArrived(words.at(-1)?.text ?? "");
    const more = state.leg < legs.length - 1;
    show("next-leg", more && state.phase !== "arrived");
    part("next-leg").className = state.phase === "riding" ? "go" : "plain";
    write("next-leg", word(state.phase === "riding" ? "guide.got_off" : "guide.next_leg"));
    show("to-end", state.aside);
    part<HTMLButtonElement>("toilet").disabled = !state.fix || state.phase === "riding";
  }

  private utter(words: readonly Word[]): void {
    const { choices, voice } = this.means;
    panel.note(words);
    for (const one of words) {
      if (choices.voice) voice.say(one.text, { urgency: one.urgency, rate: choices.rate, name: choices.voiceName });
      if (choices.buzz && one.buzz) feel(one.buzz);
    }
  }
}
