// Somebody who walks a packet's way without a receiver: fixes once a second, with a wrong turn where it is wanted.
import { listExits } from "./exits";
import type { Line } from "./geometry";
import type { Fix } from "./guide";
import { Network } from "./network";
import type { Packet } from "./packet";
import { wayOfLeg, type Way } from "./way";

const RIDE_MPS = 10;
const STEP_S = 1;
const WALKER_ACCURACY_M = 2;

export interface Walk {
  speedMps?: number;
  startMs?: number;
  /** After so many metres of the first leg the next exit is taken by mistake, for `wrongM`, and back again. */
  wrongAfterM?: number;
  wrongM?: number;
}

/** The fixes of somebody who goes all legs of a packet from end to end. */
export const walkAlong = (packet: Packet, walk: Walk = {}): Fix[] => walkLegs(packet, walk).flat();

/** The same, leg by leg. */
export function walkLegs(packet: Packet, walk: Walk = {}): Fix[][] {
  const network = new Network(packet);
  const speed = walk.speedMps ?? packet.speedMps;
  const legs: Fix[][] = [];
  let timeMs = walk.startMs ?? Date.parse(packet.askedAt);
  let wrongAfterM = walk.wrongAfterM;
  const go = (line: Line, mps: number): void => {
    const steps = Math.max(1, Math.ceil(line.length / (mps * STEP_S)));
    for (let n = 0; n <= steps; n++) {
      const metres = Math.min(line.length, n * mps * STEP_S);
      legs.at(-1)!.push({ at: network.plane.point(line.at(metres)), timeMs, accuracyM: WALKER_ACCURACY_M, speedMps: mps, courseDeg: line.heading(metres) });
      timeMs += STEP_S * 1000;
    }
  };
  for (const leg of packet.legs) {
    const way = wayOfLeg(network, leg);
    legs.push([]);
    if (leg.kind === "ride") go(way.line, RIDE_MPS);
    else {
      for (const line of wander(way, wrongAfterM, walk.wrongM ?? 20)) go(line, speed);
      wrongAfterM = undefined;
    }
  }
  return legs;
}

/** The way itself, or with a wrong turn on it: there, off it, back, and on. */
function wander(way: Way, wrongAfterM: number | undefined, wrongM: number): Line[] {
  const exit = wrongAfterM === undefined ? undefined : listExits(way).find((one) => one.atM > wrongAfterM && one.way.pieces.length > 0);
  if (!exit) return [way.line];
  const off = Math.min(wrongM, exit.way.line.length);
  return [way.line.part(0, exit.atM), exit.way.line.part(0, off), exit.way.line.part(off, 0), way.line.part(exit.atM, way.line.length)];
}
