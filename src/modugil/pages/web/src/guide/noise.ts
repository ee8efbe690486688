// Noise to lay on fixes, the same for the same seed: white, or slowly drifting as errors of receivers do.
import { Plane } from "./geometry";
import type { Fix } from "./guide";

export interface Noise {
  /** Metres of deviation, east and north each; a fix then tells it as its accuracy. */
  sigmaM: number;
  /** Seconds that an error lasts (Gauss-Markov); 0 where each fix has its own. */
  driftS?: number;
  courseDeg?: number;
  speedMps?: number;
  seed?: number;
}

/** Numbers from 0 to below 1, by mulberry32. */
export function makeChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function makeGauss(chance: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}

/** The fixes with noise, each telling how much. */
export function addNoise(fixes: Fix[], noise: Noise): Fix[] {
  if (!fixes.length || noise.sigmaM <= 0) return fixes;
  const gauss = makeGauss(makeChance(noise.seed ?? 1));
  const plane = new Plane(fixes[0]!.at);
  const shift = { x: noise.sigmaM * gauss(), y: noise.sigmaM * gauss() };
  let before = fixes[0]!.timeMs;
  return fixes.map((fix) => {
    const keep = noise.driftS ? Math.exp((before - fix.timeMs) / 1000 / noise.driftS) : 0;
    const fresh = noise.sigmaM * Math.sqrt(1 - keep * keep);
    before = fix.timeMs;
    shift.x = shift.x * keep + fresh * gauss();
    shift.y = shift.y * keep + fresh * gauss();
    const spot = plane.spot(fix.at);
    const told: Fix = { ...fix, at: plane.point({ x: spot.x + shift.x, y: spot.y + shift.y }), accuracyM: Math.hypot(fix.accuracyM, noise.sigmaM) };
    if (fix.courseDeg !== undefined) told.courseDeg = (fix.courseDeg + (noise.courseDeg ?? 0) * gauss() + 360) % 360;
    if (fix.speedMps !== undefined) told.speedMps = Math.max(0, fix.speedMps + (noise.speedMps ?? 0) * gauss());
    return told;
  });
}
