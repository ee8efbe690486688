// How far fixes may be wrong, learnt as they come: which share of an error is new with each fix, which drifts.
import type { HeardFix } from "./chain";
import type { Spot } from "./geometry";
import type { Fix } from "./guide";

/** No map is better than some metres, however good the receiver. */
const MAP_M = 2.5;
/** How long the slow part of the error of fixes lasts. Source: measured errors of GNSS receivers, some 10 s to minutes. */
const DRIFT_S = 30;
const COURSE_SPREAD_DEG = 15;
const COURSE_FROM_MPS = 0.5;

/** Metres within which a fix counts as being where it says. */
export const accuracyOf = (fix: Fix): number => Math.max(MAP_M, fix.accuracyM);

export class FixErrors {
  /** Which share of the noise is new with each fix; the rest drifts. */
  whiteShare = 0.5;
  private shiftVariance = 0;
  private lately: Spot[] = [];

  begin(fix: Fix, spot: Spot): void {
    this.shiftVariance = accuracyOf(fix) ** 2 / 2;
    this.lately = [spot];
  }

  /** A fix as all lines hear it, so many seconds after the one before. */
  prepare(fix: Fix, spot: Spot, seconds: number): HeardFix {
    const variance = accuracyOf(fix) ** 2;
    this.learn(spot, variance);
    const white = variance * this.whiteShare;
    const slow = Math.max(variance - white, 0.25 * variance);
    const keep = Math.exp(-seconds / DRIFT_S);
    const before = keep * keep * this.shiftVariance + (1 - keep * keep) * slow;
    const gain = before / (before + white);
    this.shiftVariance = (1 - gain) * before;
    const moves = fix.courseDeg !== undefined && (fix.speedMps ?? 0) >= COURSE_FROM_MPS;
    return { ...spot, keep, gain, spread: before + white, courseDeg: moves ? fix.courseDeg : undefined, courseSpreadDeg: COURSE_SPREAD_DEG };
  }

  /** From how little three fixes lie in one line. */
  private learn(spot: Spot, variance: number): void {
    const [before, last] = this.lately;
    this.lately = last ? [last, spot] : [...this.lately, spot];
    if (!before || !last) return;
    const x = spot.x - 2 * last.x + before.x;
    const y = spot.y - 2 * last.y + before.y;
    const told = Math.min(2, (x * x + y * y) / 12 / variance);
    this.whiteShare = Math.min(1, Math.max(0.05, this.whiteShare + (told - this.whiteShare) / 20));
  }
}
