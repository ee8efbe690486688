// Which way one turns, by the rules that the itinerary is told by: see answers/telling/turns.py.
import { bearing, bend, distance, type Spot } from "./geometry";
import type { Turn } from "./guide";

/** A bend of less than this is no turn. */
export const STRAIGHT_DEG = 35;
export const SHARP_DEG = 135;
const BACK_DEG = 165;
/** A direction is measured over at least this far, so that a kink at a kerb is no turn. */
export const LOOK_BACK_M = 8;

/** The directions in which a line begins and ends. */
export function findBearings(spots: Spot[]): [number, number] {
  if (spots.length < 2) return [0, 0];
  const reversed = [...spots].reverse();
  return [bearing(spots[0]!, far(spots)), bearing(far(reversed), reversed[0]!)];
}

function far(spots: Spot[]): Spot {
  return spots.find((spot) => distance(spots[0]!, spot) >= LOOK_BACK_M) ?? spots.at(-1)!;
}

export function classifyTurn(before: number | undefined, after: number): Turn {
  if (before === undefined) return "start";
  const angle = bend(before, after);
  if (Math.abs(angle) < STRAIGHT_DEG) return "straight";
  if (Math.abs(angle) > BACK_DEG) return "back";
  const sharp = Math.abs(angle) > SHARP_DEG;
  if (angle < 0) return sharp ? "sharp-left" : "left";
  return sharp ? "sharp-right" : "right";
}
