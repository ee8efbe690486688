// A way with everything that belongs to it: what is said along it, and who follows it.
import { Announcer } from "./announce";
import { findWay, type FoundWay, type Sum, sumUp, surePricesOf } from "./find-way";
import { Follower } from "./follow";
import type { Spot } from "./geometry";
import type { State } from "./guide";
import { tellWay, type Told } from "./instructions";
import type { Network, OnEdge } from "./network";
import type { GuidedLeg } from "./packet";
import type { Spoken } from "./spoken";
import { Way, wayOfLeg } from "./way";

export interface Course {
  way: Way;
  told: Told;
  follower: Follower;
  announcer: Announcer;
  endName: string;
  /** Where it ends on a street, to find another way there. */
  end: { place: OnEdge | undefined; spot: Spot };
  sum: Sum;
}

export class Courses {
  constructor(
    private readonly network: Network,
    private readonly spoken: Spoken,
    private readonly usualMps: number,
  ) {}

  ofLeg(leg: GuidedLeg): Course {
    const way = wayOfLeg(this.network, leg);
    const last = way.pieces.at(-1);
    const place = last && { edge: last.edge, ratio: last.toRatio };
    return this.build(way, spokenName(leg.end.name), { place, spot: way.line.spots.at(-1)! });
  }

  of(found: FoundWay, endName: string, end: Course["end"]): Course {
    return this.build(new Way(this.network, found.passed, [], [end.spot]), endName, end);
  }

  build(way: Way, endName: string, end: Course["end"]): Course {
    const told = tellWay(way, endName, this.spoken);
    const announcer = new Announcer(told, way.line.length, endName, this.spoken);
    return { way, told, announcer, endName, end, sum: sumUp(this.network, way.pieces), follower: new Follower(way, this.usualMps) };
  }

  /** The best way; of one that was all verified, another that is, where there is one: so the server looks for ways. */
  search(before: Course | null, from: OnEdge, to: OnEdge): FoundWay | undefined {
    if (before && before.sum.unverifiedM > 0) return findWay(this.network, from, to);
    return findWay(this.network, from, to, surePricesOf(this.network)) ?? findWay(this.network, from, to);
  }
}

/** A name as one says it: nothing where it is only a pair of degrees. */
export function spokenName(name: string): string {
  return /^-?\d+\.\d+\s*,\s*-?\d+\.\d+$/.test(name) ? "" : name;
}

export function passable(course: Course): State["passable"] {
  if (course.sum.barred) return "no";
  return course.sum.unverifiedM > 0 || course.way.pieces.length === 0 ? "unknown" : "yes";
}

/** By the time that the streets ahead take; by the usual speed where no street is known. */
export function leftS(course: Course, along: number, speedMps: number): number {
  const { length } = course.way.line;
  const share = length > 0 ? (length - along) / length : 0;
  return course.sum.timeS > 0 ? course.sum.timeS * share : (length - along) / Math.max(0.3, speedMps);
}
