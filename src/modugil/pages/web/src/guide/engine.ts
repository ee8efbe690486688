// The engine that guides: it hears fixes and says what to say, from one packet alone. It asks no clock and no server.
import { inOrder } from "./announce";
import { type Course, Courses, leftS, passable } from "./course";
import { LegFinder } from "./find-leg";
import { distance, type Spot } from "./geometry";
import type { Caution, Fix, Heard, Instruction, State, Word } from "./guide";
import { GuidedWalk, SNAP_M } from "./guided-walk";
import { Network } from "./network";
import type { GuidedLeg, Packet } from "./packet";
import { Spoken, type Words } from "./spoken";
import { wayOfLeg } from "./way";

/** A fix that may be farther off than this moves nothing. */
export const USELESS_M = 50;
const SILENT_MS = 10_000;
const ALIGHTED_M = 45;

const calm = (text: string): Word => ({ text, urgency: "calm", buzz: "" });

export class Guide {
  private readonly network: Network;
  private readonly spoken: Spoken;
  private readonly courses: Courses;
  private readonly walk: GuidedWalk;
  private readonly finder: LegFinder;
  private interrupted: Course | null = null;
  private leg = 0;
  private phase: "walking" | "riding" | "arrived" = "walking";
  private fix: Fix | null = null;
  private unsaid: Word[] = [];
  private lastWord: Word | null = null;
  private fresh = false;
  private heardTickMs: number | null = null;
  private shiftMs = 0;
  private lost = false;

  constructor(
    private readonly packet: Packet,
    words: Words,
  ) {
    this.network = new Network(packet);
    this.spoken = new Spoken(words, packet.language);
    this.courses = new Courses(this.network, this.spoken, packet.speedMps);
    this.walk = new GuidedWalk(this.network, this.spoken, this.courses);
    this.finder = new LegFinder(packet.legs, (leg) => wayOfLeg(this.network, leg).line);
    this.unsaid = this.enter(0);
  }

  /** What to say after a fix, and how things stand. */
  hear(heard: Fix): Heard {
    const fix = this.inTime(heard);
    if (!fix) return this.answer([]);
    const spot = this.network.plane.spot(fix.at);
    this.begin(fix, spot);
    const words = this.unsaid.splice(0);
    this.fix = fix;
    this.fresh = true;
    if (this.lost) words.push(this.spoken.word("position_back", "calm"));
    this.lost = false;
    if (this.phase === "riding") this.ride(words, spot, fix);
    else if (this.phase === "walking") this.follow(words, spot, fix);
    return this.answer(words);
  }

  /** Call it about once a second with the device's own time: that nothing comes any more can only be known so. */
  tick(nowMs: number): Heard {
    const words: Word[] = [];
    if (this.fresh || this.heardTickMs === null) this.heardTickMs = nowMs;
    this.fresh = false;
    const guided = this.phase === "walking" && this.walk.phase !== "waiting" && this.walk.phase !== "arrived";
    if (guided && !this.lost && nowMs - this.heardTickMs >= SILENT_MS) {
      this.lost = true;
      words.push(this.spoken.word("position_lost", "soon", "caution"));
    }
    return this.answer(words);
  }

  /** Go on with the next leg: the person says that this one is done. */
  nextLeg(): Heard {
    const words: Word[] = [];
    this.finder.close();
    this.interrupted = null;
    this.unsaid = [];
    this.finish(words, false);
    return this.answer(words);
  }

  /** Be guided to a toilet of the packet; `resume` leads back to the trip. */
  guideTo(toilet: number): Heard {
    const words: Word[] = [];
    const wanted = this.packet.toilets[toilet];
    const from = this.fix && this.walk.standing(this.fix);
    if (!wanted || !from || this.phase === "riding") return this.answer(words);
    const { name } = wanted.place;
    const spot = this.network.plane.spot(wanted.at);
    const place = this.network.near(spot, 2 * SNAP_M)[0];
    const found = place && this.courses.search(this.walk.course, from, place);
    if (!found) words.push(this.spoken.word("no_way_to", "soon", "caution", { name }));
    else {
      this.finder.close();
      this.interrupted ??= this.walk.course;
      const course = this.courses.of(found, name, { place, spot });
      words.push(this.spoken.word("to_toilet", "calm", "", { name, metres: this.spoken.metres(course.way.line.length) }));
      this.walk.take(course, "on-way");
      this.phase = "walking";
    }
    return this.answer(words);
  }

  /** Leave the place beside the trip and be guided to the end of the leg again. */
  resume(): Heard {
    const words: Word[] = [];
    const course = this.interrupted;
    if (!course) return this.answer(words);
    this.interrupted = null;
    const from = this.fix && this.walk.standing(this.fix);
    const found = from && course.end.place ? this.courses.search(this.walk.course, from, course.end.place) : undefined;
    words.push(this.spoken.word("resumed", "calm"));
    this.walk.take(found ? this.courses.of(found, course.endName, course.end) : this.courses.build(course.way, course.endName, course.end), "on-way");
    return this.answer(words);
  }

  /** The last thing that was said. */
  repeat(): Word {
    return this.lastWord ?? calm(this.list()[0]?.text ?? this.packet.summary);
  }

  /** Everything to do on the way as it is now, in order. */
  list(): Instruction[] {
    return this.walk.course?.told.instructions ?? [];
  }

  /** What needs care on the way as it is now, in order. */
  cautions(): Caution[] {
    return this.walk.course?.told.cautions ?? [];
  }

  /**
   * The fix on a clock that never goes back: undefined for one that tells no place or comes too late. One far older
   * than the last tells that the clock of its source was set back.
   */
  private inTime(fix: Fix): Fix | undefined {
    if (![...fix.at, fix.timeMs, fix.accuracyM].every(Number.isFinite) || fix.accuracyM > USELESS_M) return undefined;
    const lastMs = this.fix?.timeMs ?? -Infinity;
    const late = lastMs - fix.timeMs - this.shiftMs;
    if (late >= SILENT_MS) this.shiftMs += late + 1000;
    else if (late >= 0) return undefined;
    return { ...fix, timeMs: fix.timeMs + this.shiftMs };
  }

  private answer(words: Word[]): Heard {
    const ordered = inOrder(words);
    this.lastWord = ordered.findLast((word) => word.text) ?? this.lastWord;
    return { words: ordered, state: this.state() };
  }

  /** Whoever begins in the middle of the trip is guided on from there. */
  private begin(fix: Fix, spot: Spot): void {
    if (this.phase === "arrived") return;
    const joined = this.phase === "riding" || this.walk.followed !== null;
    const leg = this.finder.find(fix, spot, { now: this.leg, joined });
    if (leg > this.leg) this.unsaid = [this.spoken.word("midway", "soon"), ...this.enter(leg)];
  }

  /** Begin a leg: what is to be said of it at once. */
  private enter(leg: number): Word[] {
    this.leg = leg;
    const told = this.packet.legs[leg];
    this.phase = !told ? "arrived" : told.kind === "ride" ? "riding" : "walking";
    if (told?.kind === "walk") this.walk.take(this.courses.ofLeg(told), "waiting", told.warnings);
    else this.walk.take(null, "waiting");
    return [...(told?.texts ?? []), ...((told?.kind === "ride" && told.warnings) || [])].map(calm);
  }

  private finish(words: Word[], arrived: boolean): void {
    if (this.leg >= this.packet.legs.length - 1) {
      if (this.phase !== "arrived") words.push(this.walk.arrival(this.packet.end.name));
      this.phase = "arrived";
      return;
    }
    if (arrived) words.push(this.walk.arrival(this.legNow().end.name));
    this.finder.close();
    words.push(...this.enter(this.leg + 1));
  }

  private legNow(): GuidedLeg {
    return this.packet.legs[this.leg]!;
  }

  private ride(words: Word[], spot: Spot, fix: Fix): void {
    const { line } = this.legNow();
    const [start, end] = [this.network.plane.spot(line[0]!), this.network.plane.spot(line.at(-1)!)];
    if (distance(spot, end) > Math.max(ALIGHTED_M, fix.accuracyM) || distance(spot, end) > distance(spot, start)) return;
    this.finish(words, true);
    if (this.phase === "walking") this.follow(words, spot, fix);
  }

  private follow(words: Word[], spot: Spot, fix: Fix): void {
    const was = this.walk.phase;
    words.push(...this.walk.hear(fix, spot));
    if (this.walk.phase !== "arrived" || was === "arrived") return;
    if (this.interrupted) words.push(this.walk.arrival(this.walk.course!.endName));
    else this.finish(words, true);
  }

  private state(): State {
    const { course, followed, snapped } = this.walk;
    const along = followed?.alongM ?? 0;
    const length = course?.way.line.length ?? 0;
    const next = course?.announcer.next(along) ?? null;
    const coming = course?.announcer.coming(along) ?? null;
    return {
      phase: this.phase === "walking" ? this.walk.phase : this.phase,
      leg: this.leg,
      fix: this.fix,
      snapped: snapped && this.network.plane.point(snapped),
      alongM: along,
      leftM: length - along,
      leftS: course ? leftS(course, along, this.packet.speedMps) : 0,
      next,
      nextInM: next ? Math.max(0, next.atM - along) : 0,
      coming,
      comingInM: coming ? Math.max(0, coming.fromM - along) : 0,
      line: this.lineAhead(along),
      lineVersion: this.walk.lineVersion,
      passable: course ? passable(course) : "unknown",
      unverifiedM: course?.sum.unverifiedM ?? 0,
      rerouted: this.walk.rerouted,
      aside: this.interrupted !== null,
      lost: this.lost,
    };
  }

  private lineAhead(along: number): State["line"] {
    const { course } = this.walk;
    if (!course) return this.packet.legs[this.leg]?.line ?? [];
    const { line } = course.way;
    return line.cut(Math.min(along, line.length), line.length).map((spot) => this.network.plane.point(spot));
  }
}
