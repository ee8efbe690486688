// The engine that guides: it hears fixes and says what to say, from one packet alone. It asks no clock and no server.
import { inOrder } from "./announce";
import { type Course, Courses, leftS, passable, spokenName } from "./course";
import type { Followed } from "./follow";
import { bearing, distance, type Spot } from "./geometry";
import type { Caution, Fix, Heard, Instruction, State, Word } from "./guide";
import { Network, type OnEdge } from "./network";
import type { Packet } from "./packet";
import { wayBack } from "./way-back";
import { compassPoint, Spoken, type Words } from "./spoken";

/** A fix that may be farther off than this moves nothing. */
export const USELESS_M = 50;
const SILENT_MS = 10_000;
/** Who is farther from the way than this at first is led to its beginning. */
const FAR_M = 30;
const ARRIVED_M = 8;
const ALIGHTED_M = 45;
/** So long after the word that one is off the way another is looked for; and so far apart at the least. */
const REROUTE_MS = 3_000;
const REROUTES_MS = 15_000;
const SNAP_M = 60;
const BACK_FIXES = 3;

export class Guide {
  private readonly network: Network;
  private readonly spoken: Spoken;
  private readonly courses: Courses;
  private course: Course | null = null;
  private interrupted: Course | null = null;
  private leg = 0;
  private phase: State["phase"] = "waiting";
  private fix: Fix | null = null;
  private followed: Followed | null = null;
  private snapped: Spot | null = null;
  private lineVersion = 0;
  private rerouted = 0;
  private offSince = 0;
  private reroutedAt = -Infinity;
  private lastWord: Word | null = null;
  private toldToWay = Infinity;
  private onFixes = 0;
  private offTrail: OnEdge[] = [];
  private leftAt: number = 0;
  private saidTurned = false;
  private fresh = false;
  private heardTickMs: number | null = null;
  private lost = false;

  constructor(
    private readonly packet: Packet,
    words: Words,
  ) {
    this.network = new Network(packet);
    this.spoken = new Spoken(words, packet.language);
    this.courses = new Courses(this.network, this.spoken, packet.speedMps);
    this.enter(0);
  }

  /** What to say after a fix, and how things stand. */
  hear(fix: Fix): Heard {
    const words: Word[] = [];
    if (!(fix.accuracyM <= USELESS_M) || (this.fix && fix.timeMs <= this.fix.timeMs)) return this.answer(words);
    this.fix = fix;
    this.fresh = true;
    if (this.lost) words.push(this.word("position_back", "calm"));
    this.lost = false;
    const spot = this.network.plane.spot(fix.at);
    if (this.phase === "riding") this.ride(words, spot, fix);
    else if (this.phase !== "arrived" && this.course) this.follow(words, this.course, spot, fix);
    return this.answer(words);
  }

  /** Call it about once a second with the device's own time: that nothing comes any more can only be known so. */
  tick(nowMs: number): Heard {
    const words: Word[] = [];
    if (this.fresh || this.heardTickMs === null) this.heardTickMs = nowMs;
    this.fresh = false;
    const guided = this.phase !== "waiting" && this.phase !== "arrived" && this.phase !== "riding";
    if (guided && !this.lost && nowMs - this.heardTickMs >= SILENT_MS) {
      this.lost = true;
      words.push(this.word("position_lost", "soon", "caution"));
    }
    return this.answer(words);
  }

  /** Go on with the next leg: the person says that this one is done. */
  nextLeg(): Heard {
    const words: Word[] = [];
    this.interrupted = null;
    this.finish(words, false);
    return this.answer(words);
  }

  /** Be guided to a toilet of the packet; `resume` leads back to the trip. */
  guideTo(toilet: number): Heard {
    const words: Word[] = [];
    const wanted = this.packet.toilets[toilet];
    const from = this.standing();
    if (!wanted || !from || this.phase === "riding") return this.answer(words);
    const spot = this.network.plane.spot(wanted.at);
    const place = this.network.near(spot, 2 * SNAP_M)[0];
    const found = place && this.courses.search(this.course, from, place);
    if (!found) words.push(this.word("no_way_to", "soon", "caution", { name: wanted.place.name }));
    else {
      this.interrupted ??= this.course;
      words.push(this.word("to_toilet", "calm", "", { name: wanted.place.name, metres: this.spoken.metres(this.courses.lengthOf(found)) }));
      this.take(this.courses.of(found, wanted.place.name, { place, spot }));
      this.phase = "on-way";
    }
    return this.answer(words);
  }

  /** Leave the place beside the trip and be guided to the end of the leg again. */
  resume(): Heard {
    const words: Word[] = [];
    const course = this.interrupted;
    if (!course) return this.answer(words);
    this.interrupted = null;
    const from = this.standing();
    const found = from && course.end.place ? this.courses.search(this.course, from, course.end.place) : undefined;
    words.push(this.word("resumed", "calm"));
    this.take(found ? this.courses.of(found, course.endName, course.end) : this.courses.build(course.way, course.endName, course.end));
    this.phase = "on-way";
    return this.answer(words);
  }

  /** The last thing that was said. */
  repeat(): Word {
    return this.lastWord ?? { text: this.course?.told.instructions[0]?.text ?? this.packet.summary, urgency: "calm", buzz: "" };
  }

  /** Everything to do on the way as it is now, in order. */
  list(): Instruction[] {
    return this.course?.told.instructions ?? [];
  }

  /** What needs care on the way as it is now, in order. */
  cautions(): Caution[] {
    return this.course?.told.cautions ?? [];
  }

  private word(key: string, urgency: Word["urgency"], buzz: Word["buzz"] = "", gaps: Record<string, string | number> = {}): Word {
    return { text: this.spoken.sentence(key, gaps), urgency, buzz };
  }

  private answer(words: Word[]): Heard {
    const ordered = inOrder(words);
    this.lastWord = ordered.at(-1) ?? this.lastWord;
    return { words: ordered, state: this.state() };
  }

  // legs

  private enter(leg: number): void {
    this.leg = leg;
    const told = this.packet.legs[leg];
    if (!told || told.kind === "ride") {
      this.course = null;
      this.phase = told ? "riding" : "arrived";
      return;
    }
    this.take(this.courses.ofLeg(told));
    this.phase = "waiting";
  }

  private finish(words: Word[], arrived: boolean): void {
    const last = this.leg >= this.packet.legs.length - 1;
    if (last) {
      if (this.phase !== "arrived") words.push(this.arrival(this.packet.end.name));
      this.phase = "arrived";
      return;
    }
    const end = this.packet.legs[this.leg]!.end.name;
    if (arrived) words.push(this.arrival(end));
    this.enter(this.leg + 1);
    const leg = this.packet.legs[this.leg]!;
    for (const text of leg.texts ?? []) words.push({ text, urgency: "calm", buzz: "" });
  }

  private arrival(place: string): Word {
    const name = spokenName(place);
    return name ? this.word("arrived_at", "soon", "arrived", { name }) : this.word("arrived", "soon", "arrived");
  }

  private ride(words: Word[], spot: Spot, fix: Fix): void {
    const leg = this.packet.legs[this.leg]!;
    const end = this.network.plane.spot(leg.line.at(-1)!);
    const start = this.network.plane.spot(leg.line[0]!);
    if (distance(spot, end) > Math.max(ALIGHTED_M, fix.accuracyM) || distance(spot, end) > distance(spot, start)) return;
    this.finish(words, true);
    if (this.course) this.follow(words, this.course, spot, fix);
  }

  private take(course: Course): void {
    this.course = course;
    this.lineVersion++;
    this.followed = null;
    this.saidTurned = false;
    this.toldToWay = Infinity;
    this.offTrail = [];
  }

  /** On which street one stands. */
  private standing(): OnEdge | undefined {
    if (!this.fix) return undefined;
    const followed = this.phase === "on-way" && this.followed ? this.course?.way.place(this.followed.alongM) : this.course?.follower.offPlace();
    return followed ?? this.network.near(this.network.plane.spot(this.fix.at), SNAP_M)[0];
  }

  // one fix

  private follow(words: Word[], course: Course, spot: Spot, fix: Fix): void {
    const away = course.way.line.nearest(spot).away;
    if (this.phase === "waiting" || this.phase === "to-way") {
      const near = away <= Math.max(this.phase === "waiting" ? FAR_M : 12, fix.accuracyM);
      if (!near) return this.leadToWay(words, course, spot);
      this.phase = "on-way";
      if (this.toldToWay < Infinity) words.push(this.word("on_way", "calm"));
      for (const text of this.packet.legs[this.leg]?.warnings ?? []) if (!this.interrupted && this.rerouted === 0) words.push({ text, urgency: "calm", buzz: "" });
    }
    this.followed = course.follower.hear(fix, spot);
    if (this.phase === "off-way") this.offWay(words, course, spot, fix);
    else this.onWay(words, course, spot, fix);
  }

  private leadToWay(words: Word[], course: Course, spot: Spot): void {
    this.phase = "to-way";
    const start = course.way.line.spots[0]!;
    const left = distance(spot, start);
    this.snapped = spot;
    if (left > this.toldToWay / 2) return;
    this.toldToWay = left;
    const point = this.spoken.say(`point_${compassPoint(bearing(spot, start))}`);
    words.push(this.word("to_way", "calm", "ahead", { point, metres: this.spoken.metres(left) }));
  }

  private onWay(words: Word[], course: Course, spot: Spot, fix: Fix): void {
    const followed = this.followed!;
    this.snapped = course.way.line.at(followed.alongM);
    if (followed.off) {
      this.phase = "off-way";
      this.offSince = fix.timeMs;
      this.onFixes = 0;
      this.leftAt = followed.alongM;
      words.push(this.word("off_way", "now", "off-route"));
      this.trail(course, spot);
      return;
    }
    if (followed.turned && !this.saidTurned) words.push(this.word("turned", "now", "off-route"));
    this.saidTurned = followed.turned;
    if (!followed.turned) words.push(...course.announcer.at(followed.alongM, followed.speedMps));
    const left = course.way.line.length - followed.alongM;
    if (left <= ARRIVED_M) this.arrive(words, course);
  }

  private arrive(words: Word[], course: Course): void {
    if (!this.interrupted) return this.finish(words, true);
    words.push(this.arrival(course.endName));
    this.phase = "arrived";
  }

  private offWay(words: Word[], course: Course, spot: Spot, fix: Fix): void {
    const followed = this.followed!;
    this.onFixes = followed.awayM <= fix.accuracyM && followed.odds < 0 ? this.onFixes + 1 : 0;
    this.trail(course, spot);
    if (this.onFixes >= BACK_FIXES) {
      this.phase = "on-way";
      words.push(this.word("on_way", "calm"));
      this.onWay(words, course, spot, fix);
      return;
    }
    if (fix.timeMs - this.offSince < REROUTE_MS || fix.timeMs - this.reroutedAt < REROUTES_MS) return;
    this.reroutedAt = fix.timeMs;
    this.reroute(words, course, spot);
  }

  private trail(course: Course, spot: Spot): void {
    const place = course.follower.offPlace() ?? this.network.near(spot, SNAP_M)[0];
    this.snapped = place ? this.network.spotOn(place) : spot;
    if (place) this.offTrail.push(place);
  }

  private reroute(words: Word[], course: Course, spot: Spot): void {
    const from = this.offTrail.at(-1);
    const found = from && course.end.place ? this.courses.search(this.course, from, course.end.place) : undefined;
    this.rerouted++;
    if (found) {
      words.push(this.word("new_way", "soon", "", { metres: this.spoken.metres(this.courses.lengthOf(found)) }));
      this.take(this.courses.of(found, course.endName, course.end));
      if (this.course!.sum.barred) words.push(this.word("barred", "soon", "caution"));
    } else {
      words.push(this.word("no_way_on", "soon", "caution"));
      const way = wayBack(this.network, { trail: this.offTrail, course: course.way, leftAt: this.leftAt, spot });
      this.take(this.courses.build(way, course.endName, course.end));
    }
    this.phase = "on-way";
    const now = this.course!;
    this.followed = now.follower.hear(this.fix!, spot);
    this.snapped = now.way.line.at(this.followed.alongM);
    words.push(...now.announcer.at(this.followed.alongM, this.followed.speedMps));
  }

  private state(): State {
    const { course, followed } = this;
    const along = followed?.alongM ?? 0;
    const length = course?.way.line.length ?? 0;
    const next = course?.announcer.next(along) ?? null;
    const coming = course?.announcer.coming(along) ?? null;
    return {
      phase: this.phase,
      leg: this.leg,
      fix: this.fix,
      snapped: this.snapped && this.network.plane.point(this.snapped),
      alongM: along,
      leftM: length - along,
      leftS: course ? leftS(course, along, this.packet.speedMps) : 0,
      next,
      nextInM: next ? Math.max(0, next.atM - along) : 0,
      coming,
      comingInM: coming ? Math.max(0, coming.fromM - along) : 0,
      line: this.lineAhead(along),
      lineVersion: this.lineVersion,
      passable: course ? passable(course) : "unknown",
      unverifiedM: course?.sum.unverifiedM ?? 0,
      rerouted: this.rerouted,
      aside: this.interrupted !== null,
      lost: this.lost,
    };
  }

  private lineAhead(along: number): State["line"] {
    if (!this.course) return this.packet.legs[this.leg]?.line ?? [];
    const { line } = this.course.way;
    return line.cut(Math.min(along, line.length), line.length).map((spot) => this.network.plane.point(spot));
  }
}
