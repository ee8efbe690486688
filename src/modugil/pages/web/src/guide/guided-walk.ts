// Somebody is guided along one course: to it, along it, off it and by another way on. It asks no clock and no server.
import { type Course, type Courses, spokenName } from "./course";
import type { Followed } from "./follow";
import { bearing, distance, type Spot } from "./geometry";
import type { Fix, State, Word } from "./guide";
import type { Network, OnEdge } from "./network";
import { Patience } from "./patience";
import { compassPoint, type Spoken } from "./spoken";
import { wayBack } from "./way-back";

/** Who is farther from the way than this at first is led to its beginning, until they are that near. */
const FAR_M = 30;
const NEAR_M = 12;
const ARRIVED_M = 8;
/** So long after the word that one is off the way another is looked for. */
const REROUTE_MS = 3_000;
export const SNAP_M = 60;
const BACK_FIXES = 3;
/** What is felt only. */
const FELT: Word = { text: "", urgency: "now", buzz: "off-route" };

export class GuidedWalk {
  phase: Exclude<State["phase"], "riding"> = "waiting";
  followed: Followed | null = null;
  snapped: Spot | null = null;
  lineVersion = 0;
  rerouted = 0;
  private taken: Course | null = null;
  private greetings: string[] = [];
  private offSince = 0;
  private reroutedAt = -Infinity;
  private toldToWay = Infinity;
  private onFixes = 0;
  private trail: OnEdge[] = [];
  private leftAt = 0;
  private saidTurned = false;
  private ledBack = false;
  private readonly patience = new Patience();

  constructor(
    private readonly network: Network,
    private readonly spoken: Spoken,
    private readonly courses: Courses,
  ) {}

  get course(): Course | null {
    return this.taken;
  }

  /** Guide along this course from now on; `greetings` are said when one is on it. */
  take(course: Course | null, phase: GuidedWalk["phase"], greetings: string[] = []): void {
    this.patience.reset();
    this.change(course, phase, greetings);
  }

  private change(course: Course | null, phase: GuidedWalk["phase"], greetings: string[] = []): void {
    [this.taken, this.phase, this.greetings] = [course, phase, greetings];
    this.lineVersion++;
    this.followed = null;
    this.saidTurned = false;
    this.toldToWay = Infinity;
    this.trail = [];
  }

  /** What to say after a fix; the phase is "arrived" where the course is done. */
  hear(fix: Fix, spot: Spot): Word[] {
    const course = this.taken;
    if (!course || this.phase === "arrived") return [];
    const words: Word[] = [];
    if ((this.phase === "waiting" || this.phase === "to-way") && !this.join(words, course, { fix, spot })) return words;
    this.followed = course.follower.hear(fix, spot);
    if (this.phase === "off-way") this.offWay(words, course, spot, fix);
    else this.onWay(words, course, spot, fix);
    return words;
  }

  /** On which street one stands. */
  standing(fix: Fix): OnEdge | undefined {
    const onWay = this.phase === "on-way" && this.followed;
    const followed = onWay ? this.taken?.way.place(onWay.alongM) : this.taken?.follower.offPlace();
    return followed ?? this.network.near(this.network.plane.spot(fix.at), SNAP_M)[0];
  }

  arrival(place: string): Word {
    const name = spokenName(place);
    return name ? this.spoken.word("arrived_at", "soon", "arrived", { name }) : this.spoken.word("arrived", "soon", "arrived");
  }

  /** Whether one is near enough to the way to be guided along it; else one is led to its beginning. */
  private join(words: Word[], course: Course, { fix, spot }: { fix: Fix; spot: Spot }): boolean {
    const { away } = course.way.line.nearest(spot);
    if (away > Math.max(this.phase === "waiting" ? FAR_M : NEAR_M, fix.accuracyM)) {
      this.leadToWay(words, course, spot);
      return false;
    }
    this.phase = "on-way";
    if (this.toldToWay < Infinity) words.push(this.spoken.word("on_way", "calm"));
    words.push(...this.greetings.map((text): Word => ({ text, urgency: "calm", buzz: "" })));
    return true;
  }

  private leadToWay(words: Word[], course: Course, spot: Spot): void {
    this.phase = "to-way";
    const start = course.way.line.spots[0]!;
    const left = distance(spot, start);
    this.snapped = spot;
    if (left > this.toldToWay / 2) return;
    this.toldToWay = left;
    const point = this.spoken.say(`point_${compassPoint(bearing(spot, start))}`);
    words.push(this.spoken.word("to_way", "calm", "ahead", { point, metres: this.spoken.metres(left) }));
  }

  private onWay(words: Word[], course: Course, spot: Spot, fix: Fix): void {
    const followed = this.followed!;
    this.snapped = course.way.line.at(followed.alongM);
    if (followed.off) {
      this.phase = "off-way";
      this.offSince = fix.timeMs;
      this.onFixes = 0;
      this.leftAt = followed.alongM;
      const falls = this.patience.leave(fix.timeMs);
      this.warn(words, falls ? "falls_silent" : "off_way", falls);
      this.keepTrail(course, spot);
      return;
    }
    if (followed.turned && !this.saidTurned) this.warn(words, "turned");
    this.saidTurned = followed.turned;
    if (!followed.turned && this.patience.follow(followed.alongM)) this.tellNew(words, course);
    if (!followed.turned && !this.patience.silent) words.push(...course.announcer.at(followed.alongM, followed.speedMps));
    if (course.way.line.length - followed.alongM <= ARRIVED_M) this.phase = "arrived";
  }

  private offWay(words: Word[], course: Course, spot: Spot, fix: Fix): void {
    const followed = this.followed!;
    this.onFixes = !followed.outside && followed.odds < 0 ? this.onFixes + 1 : 0;
    this.keepTrail(course, spot);
    if (this.onFixes >= BACK_FIXES) {
      this.phase = "on-way";
      if (!this.patience.silent) words.push(this.spoken.word("on_way", "calm"));
      // whoever came back is on a way as new as any
      this.patience.begin(followed.alongM);
      this.onWay(words, course, spot, fix);
      return;
    }
    if (this.patience.feel(fix.timeMs)) words.push(FELT);
    if (fix.timeMs - this.offSince < REROUTE_MS || fix.timeMs - this.reroutedAt < this.patience.pauseMs) return;
    this.reroutedAt = fix.timeMs;
    this.reroute(words, course, spot, fix);
  }

  /** That something is wrong with where one goes: felt always, said unless nothing is said any more. */
  private warn(words: Word[], key: string, aloud = false): void {
    words.push(this.patience.silent && !aloud ? FELT : this.spoken.word(key, "now", "off-route"));
  }

  private tellNew(words: Word[], course: Course): void {
    if (this.ledBack) words.push(this.spoken.word("no_way_on", "soon", "caution"));
    else {
      words.push(this.spoken.word("new_way", "soon", "", { metres: this.spoken.metres(course.way.line.length - (this.followed?.alongM ?? 0)) }));
      if (course.sum.barred) words.push(this.spoken.word("barred", "soon", "caution"));
    }
  }

  private keepTrail(course: Course, spot: Spot): void {
    const place = course.follower.offPlace() ?? this.network.near(spot, SNAP_M)[0];
    this.snapped = place ? this.network.spotOn(place) : spot;
    if (place) this.trail.push(place);
  }

  private reroute(words: Word[], course: Course, spot: Spot, fix: Fix): void {
    const from = this.trail.at(-1);
    const found = from && course.end.place ? this.courses.search(course, from, course.end.place) : undefined;
    this.rerouted++;
    this.ledBack = !found;
    const now = found
      ? this.courses.of(found, course.endName, course.end)
      : this.courses.build(wayBack(this.network, { trail: this.trail, course: course.way, leftAt: this.leftAt, spot }), course.endName, course.end);
    this.change(now, "on-way");
    if (!this.patience.silent) this.tellNew(words, now);
    this.followed = now.follower.hear(fix, spot);
    this.patience.begin(this.followed.alongM);
    this.snapped = now.way.line.at(this.followed.alongM);
    if (!this.patience.silent) words.push(...now.announcer.at(this.followed.alongM, this.followed.speedMps));
  }
}
