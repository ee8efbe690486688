// On which part of a trip somebody is who begins in the middle of it, as after the page was opened anew: told by the
// fixes alone, so that no place need be kept anywhere.
import { distance, type Line, type Spot } from "./geometry";
import type { Fix } from "./guide";
import type { GuidedLeg } from "./packet";

/** So long after the first fix, for that one may be a rough one. */
const LOOK_MS = 20_000;
/** Nobody farther from a part than this is on it. */
const REACH_M = 30;
/** Of parts that are as near as that one, give or take that or the accuracy, the first is taken. */
const ALIKE_M = 10;
/** Nobody walks so fast: who does is on a ride, if one leads there. */
const RIDING_MPS = 4;
const MEASURED_MS = 4000;

export class LegFinder {
  private readonly lines: Line[];
  private first: { spot: Spot; timeMs: number } | null = null;
  private last: { spot: Spot; timeMs: number } | null = null;
  private closed = false;

  constructor(private readonly legs: readonly GuidedLeg[], draw: (leg: GuidedLeg) => Line) {
    this.lines = legs.length > 1 ? legs.map(draw) : [];
  }

  /** The person said where they are, or went on from one part to the next. */
  close(): void {
    this.closed = true;
  }

  /** The part that somebody is on, never one before `now`; `joined` where they were seen on that one. */
  find(fix: Fix, spot: Spot, { now, joined }: { now: number; joined: boolean }): number {
    if (this.closed || this.legs.length < 2) return now;
    this.first ??= { spot, timeMs: fix.timeMs };
    const early = fix.timeMs - this.first.timeMs <= LOOK_MS;
    if (!early && joined) this.close();
    const rides = this.isFast(fix, spot) && (!joined || early);
    return (rides ? this.nearest("ride", now, fix, spot) : undefined) ?? (early ? this.nearest("walk", now, fix, spot) : undefined) ?? now;
  }

  /** By what the source tells, else by how far one came. */
  private isFast(fix: Fix, spot: Spot): boolean {
    const before = this.last ?? { spot, timeMs: fix.timeMs };
    this.last ??= before;
    const passedMs = fix.timeMs - before.timeMs;
    if (fix.speedMps !== undefined) return fix.speedMps >= RIDING_MPS;
    if (passedMs < MEASURED_MS) return false;
    this.last = { spot, timeMs: fix.timeMs };
    return Math.max(0, distance(before.spot, spot) - fix.accuracyM) / (passedMs / 1000) >= RIDING_MPS;
  }

  /** Of the parts of a kind, and of the one that is gone along now, the first of the nearest; undefined where none is near. */
  private nearest(kind: GuidedLeg["kind"], now: number, { accuracyM }: Fix, spot: Spot): number | undefined {
    const near = this.legs
      .map((leg, n) => ({ n, counts: n >= now && (leg.kind === kind || (n === now && kind === "walk")), away: this.lines[n]!.nearest(spot).away }))
      .filter(({ counts, away }) => counts && away <= Math.max(REACH_M, accuracyM));
    const least = Math.min(...near.map((one) => one.away));
    return near.find((one) => one.away <= least + Math.max(ALIKE_M, accuracyM))?.n;
  }
}
