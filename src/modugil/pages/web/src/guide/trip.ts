// Somebody is guided: fixes go in, and what the engine answers is said, shown and felt. Nothing leaves the device.
import { word } from "../words";
import { Awake } from "./awake";
import { feel, stopBuzzing } from "./buzz";
import type { Choices } from "./choices";
import { Drawing } from "./drawing";
import { part, show, write } from "./elements";
import { Guide, USELESS_M } from "./engine";
import { spokenName } from "./course";
import type { Fix, Heard, Source, SourceNews, State, Word } from "./guide";
import type { Packet } from "./packet";
import * as panel from "./panel";
import { sayAge, sayLength } from "./said";
import { Spoken } from "./spoken";
import { nearestToilet, sayToWay, sayWhere } from "./surroundings";
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
  private readonly spoken: Spoken;
  private readonly awake = new Awake();
  private source: Source | null = null;
  private state: State | null = null;
  private ended = false;
  private timer = 0;
  private heardAt = performance.now();
  /** How inexact the last fix was, if too inexact to guide by; else 0. */
  private inexactM = 0;
  private listed = "";
  private why = "";
  /** The toilet of which nobody knows whether one can use it, once it was named: asked again, it is the aim. */
  private offered: number | undefined;

  constructor(private readonly means: Means) {
    this.guide = new Guide(means.packet, means.words);
    this.spoken = new Spoken(means.words, means.packet.language);
    panel.lose("");
    this.drawing = new Drawing(document.querySelector<SVGElement>("#guide-drawing") as SVGElement, means.packet);
    this.turnMap();
    this.take(this.guide.tick(performance.now()));
  }

  /** Throws what the source throws where it cannot begin. */
  async begin(source: Source): Promise<void> {
    this.source = source;
    await source.start((news) => {
      if (!this.ended) this.hear(news);
    });
    // somebody may have had enough before the receiver was there
    if (this.ended) return source.stop();
    this.timer = window.setInterval(() => this.tick(), TICK_MS);
    const awake = await this.awake.begin();
    write("awake-line", word(awake ? "guide.awake" : "guide.not_awake"));
  }

  end(): void {
    this.ended = true;
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
    const { packet } = this.means;
    const row = nearestToilet(packet, this.state, "yes")?.row ?? this.offered;
    this.offered = undefined;
    if (row !== undefined) return this.take(this.guide.guideTo(row));
    const unsure = nearestToilet(packet, this.state, "unknown");
    this.offered = unsure?.row;
    const place = unsure && { name: packet.toilets[unsure.row]!.place.name, length: sayLength(unsure.away) };
    const text = [word("guide.no_toilet"), place ? word("guide.toilet_unsure", place) : ""].filter(Boolean).join(" ");
    this.utter([{ text, urgency: "now", buzz: "" }]);
  }

  resume(): void {
    this.take(this.guide.resume());
  }

  nextLeg(): void {
    this.take(this.guide.nextLeg());
    if (this.state) this.source?.skipTo?.(this.state.leg);
  }

  /** North on top, or where one goes. */
  turnMap(): void {
    this.drawing.northUp = this.means.choices.northUp;
    if (this.state) this.drawing.show(this.state, this.guide.cautions());
  }

  private hear(news: SourceNews): void {
    if (news.kind === "fix") this.place(news.fix);
    else if (news.kind === "back") this.miss("");
    else if (news.why === "denied" && !this.state?.fix) this.means.failed(news.why);
    else if (news.why !== this.why && !(news.why === "ended" && this.state?.phase === "arrived")) this.miss(news.why);
  }

  private place(fix: Fix): void {
    panel.showFix(fix.accuracyM);
    const before = this.state?.fix;
    this.take(this.guide.hear(fix));
    const taken = this.state?.fix !== before;
    this.inexactM = !taken && fix.accuracyM > USELESS_M ? fix.accuracyM : 0;
    if (!taken) return;
    this.heardAt = performance.now();
    this.miss("");
  }

  /** Why nothing comes, told once; "" where something does. */
  private miss(why: string): void {
    this.why = why;
    const text = why && word(`guide.lost_${why}`);
    panel.lose(text);
    if (text) this.utter([{ text, urgency: "soon", buzz: "" }]);
  }

  /** Once a second: only so is it known that nothing comes any more. */
  private tick(): void {
    const nowMs = performance.now();
    this.take(this.guide.tick(nowMs));
    if (!this.why) panel.lose(this.saySilence((nowMs - this.heardAt) / 1000));
  }

  /** That the place shown is an old one, or that there is none yet; nothing where none is needed. */
  private saySilence(silentS: number): string {
    const { phase, fix } = this.state ?? {};
    if (silentS < AGE_FROM_S || phase === "riding" || phase === "arrived") return "";
    if (this.inexactM) return word("guide.inexact", { m: Math.round(this.inexactM) });
    return fix ? word("guide.silent", { age: sayAge(silentS) }) : word("guide.lost_timeout");
  }

  private take({ words, state }: Heard): void {
    this.state = state;
    this.utter(words);
    const endName = state.aside ? "" : spokenName(this.means.packet.legs[state.leg]?.end.name ?? "");
    panel.showState(state, { endName, street: this.street(state), toWay: sayToWay(state, this.spoken) });
    this.showLeg(state, words);
    this.drawing.show(state, this.guide.cautions());
    const listed = `${state.lineVersion}/${state.leg}`;
    if (listed !== this.listed) panel.listAhead({ instructions: this.guide.list(), cautions: this.guide.cautions(), endName });
    this.listed = listed;
    panel.markAhead(state.alongM, state.phase === "arrived");
  }

  /** The street one goes along, "" where one is not on the way or it has no name. */
  private street({ phase, alongM }: State): string {
    if (phase !== "on-way") return "";
    const along = this.guide.list().findLast((one) => one.atM <= alongM)?.street;
    return this.means.packet.names.find((one) => one.along === along)?.name ?? "";
  }

  private showLeg(state: State, words: readonly Word[]): void {
    const { legs } = this.means.packet;
    const focused = document.activeElement;
    if (state.phase === "riding") panel.showRide((legs[state.leg]?.texts ?? []).join(" "));
    if (state.phase === "arrived" && words.length) panel.showArrived(words.at(-1)?.text ?? "");
    const more = state.leg < legs.length - 1;
    show("next-leg", more && state.phase !== "arrived");
    part("next-leg").className = state.phase === "riding" ? "go" : "plain";
    write("next-leg", word(state.phase === "riding" ? "guide.got_off" : "guide.next_leg"));
    show("to-end", state.aside);
    part("to-end").className = state.phase === "arrived" ? "go" : "plain";
    part<HTMLButtonElement>("toilet").disabled = !state.fix || state.phase === "riding";
    // whoever pressed a button that is gone now is not sent to the top of the page
    if (focused instanceof HTMLButtonElement && (focused.hidden || focused.disabled)) part("now-title").focus({ preventScroll: true });
  }

  /** The urgent comes first: what follows waits until it was said, and does not stop what it lets be felt. */
  private utter(words: readonly Word[]): void {
    const { choices, voice } = this.means;
    panel.note(words);
    words.forEach((one, n) => {
      if (choices.voice) voice.say(one.text, { urgency: n ? "calm" : one.urgency, rate: choices.rate, name: choices.voiceName });
    });
    const felt = words.find((one) => one.buzz)?.buzz;
    if (choices.buzz && felt) feel(felt);
  }
}
