// One bus between two positions: it glides to the newest along its way, never back to an older one, and never jumps.
import type { Spot, Way } from "./ways";

export interface Position {
  lat: number;
  lon: number;
  /** When it was measured, by the server's clock. */
  t: number;
  heading?: number;
  run?: string;
  alongM?: number;
  /** The way it takes, once it is known here. */
  way?: Way | null;
}
export interface Place {
  lat: number;
  lon: number;
  heading: number | null;
}

/** A glide takes a little longer than the pause between two positions: the next is there before it ends. */
const STRETCH = 1.25;
const SHORTEST_MS = 250;
const LONGEST_MS = 2000;
/** Farther than this nobody glides: the bus was not heard of for long, or is another. */
const FARTHEST_M = 600;
/** So far back along its way a position is taken for noise, and the bus stands. */
const NOISE_M = 60;
/** After so many positions in a row behind it, the bus was taken for farther on than it is. */
const BELIEVED_AFTER = 4;
/** A position farther from its way is not led along it: the bus is on a detour, or the way another. */
const OFF_WAY_M = 60;
/** A bus that moved less has not turned. */
const TURNS_FROM_M = 3;

/** Along a way, and how far beside it the bus is at both ends, in degrees. */
interface Course {
  way: Way;
  from: number;
  to: number;
  before: { lat: number; lon: number };
  after: { lat: number; lon: number };
}

export class Glide {
  private from: Place;
  private to: Place;
  private began = 0;
  private lasts = 0;
  private behind = 0;
  private newest: Position;
  private course: Course | null = null;

  constructor(first: Position, private readonly still: boolean) {
    this.newest = first;
    this.to = { lat: first.lat, lon: first.lon, heading: first.heading ?? null };
    this.from = this.to;
  }

  get measured(): number {
    return this.newest.t;
  }

  /** Whether the position is newer than what is known; `now` is this browser's milliseconds. */
  push(next: Position, now: number, speed = 1): boolean {
    if (next.t <= this.newest.t) return false;
    const gap = (next.t - this.newest.t) / speed;
    if (this.isBehind(next)) {
      const { lat, lon, alongM } = this.newest;
      this.newest = { ...next, lat, lon, ...(alongM === undefined ? {} : { alongM }) };
      return true;
    }
    const here = this.at(now);
    const far = metres(here, next);
    const heading = next.heading ?? (far > TURNS_FROM_M ? bearing(here, next) : here.heading);
    this.course = this.still || far > FARTHEST_M ? null : this.courseTo(next, here, now);
    this.newest = next;
    this.to = { lat: next.lat, lon: next.lon, heading };
    this.from = this.still || far > FARTHEST_M ? this.to : here;
    this.began = now;
    this.lasts = this.from === this.to ? 0 : Math.min(LONGEST_MS, Math.max(SHORTEST_MS, gap * STRETCH));
    return true;
  }

  /** Where it is shown at that moment. */
  at(now: number): Place {
    const share = this.lasts > 0 ? Math.min(1, Math.max(0, (now - this.began) / this.lasts)) : 1;
    if (share >= 1) return this.to;
    if (this.course) return this.onCourse(this.course, share);
    return {
      lat: this.from.lat + (this.to.lat - this.from.lat) * share,
      lon: this.from.lon + (this.to.lon - this.from.lon) * share,
      heading: turn(this.from.heading, this.to.heading, share),
    };
  }

  /** From where it is shown now along its way; null where it must glide straight. */
  private courseTo(next: Position, here: Place, now: number): Course | null {
    const old = this.newest;
    const way = next.way;
    if (!way || !old.run || old.run !== next.run || old.alongM === undefined || next.alongM === undefined) return null;
    const from = this.course?.way === way ? this.alongAt(this.course, now) : old.alongM;
    const [a, b] = [way.at(from), way.at(next.alongM)];
    if (next.alongM < from || metres(a, here) > OFF_WAY_M || metres(b, next) > OFF_WAY_M) return null;
    return { way, from, to: next.alongM, before: { lat: here.lat - a.lat, lon: here.lon - a.lon }, after: { lat: next.lat - b.lat, lon: next.lon - b.lon } };
  }

  private alongAt(course: Course, now: number): number {
    const share = this.lasts > 0 ? Math.min(1, Math.max(0, (now - this.began) / this.lasts)) : 1;
    return course.from + (course.to - course.from) * share;
  }

  private onCourse({ way, from, to, before, after }: Course, share: number): Place {
    const spot = way.at(from + (to - from) * share);
    return {
      lat: spot.lat + before.lat + (after.lat - before.lat) * share,
      lon: spot.lon + before.lon + (after.lon - before.lon) * share,
      heading: turn(this.from.heading, this.to.heading, share),
    };
  }

  moves(now: number): boolean {
    return now - this.began < this.lasts;
  }

  /** On the same run, a little back along its way: the position is noise, unless it stays so. */
  private isBehind(next: Position): boolean {
    const old = this.newest;
    const same = old.run && old.run === next.run && old.alongM !== undefined && next.alongM !== undefined;
    const back = same ? (old.alongM ?? 0) - (next.alongM ?? 0) : 0;
    this.behind = back > 0 && back < NOISE_M ? this.behind + 1 : 0;
    return this.behind > 0 && this.behind < BELIEVED_AFTER;
  }
}

/** The shorter way round from one heading to another. */
function turn(from: number | null, to: number | null, share: number): number | null {
  if (from === null || to === null) return to;
  const way = ((to - from + 540) % 360) - 180;
  return (from + way * share + 360) % 360;
}

type Point = Pick<Spot, "lat" | "lon">;

function metres(a: Point, b: Point): number {
  const narrower = Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(b.lat - a.lat, (b.lon - a.lon) * narrower) * 111_195;
}

function bearing(a: Point, b: Point): number {
  const narrower = Math.cos((a.lat * Math.PI) / 180);
  return ((Math.atan2((b.lon - a.lon) * narrower, b.lat - a.lat) * 180) / Math.PI + 360) % 360;
}
