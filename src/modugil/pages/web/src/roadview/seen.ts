// What is seen after turning, as one sentence: where one looks, my way, what is near and in which direction.
import { word } from "../words";
import type { Direction, ViewData } from "./data";
import { turnTo } from "./project";

const MOST_SAID = 4;
const TILTED_DEG = 10;
/** So far on along my route one looks to say where it goes on. */
const GOES_ON_M = 15;
const SAMPLE_M = 1;
const toDegrees = (radians: number): number => (radians * 180) / Math.PI;
const toRadians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Ahead, ahead on the right and so on, by the turn from where one looks. */
export function where(turnDeg: number): number {
  return ((Math.round(turnTo(turnDeg) / 45) % 8) + 8) % 8;
}

/** Behind one's back. */
const isBehind = (side: number): boolean => side >= 3 && side <= 5;

export function sayView(data: ViewData, look: Direction, route: boolean): string {
  const facing = sayFacing(data, look);
  const things = [...sayWay(data, look, route), ...sayThings(data, look, route)];
  const rest = things.length - MOST_SAID;
  if (rest > 0) things.splice(MOST_SAID, rest, word("look.more", { n: rest }));
  return facing + ": " + (things.join(word("look.item")) || word("look.empty"));
}

function sayFacing({ headingDeg }: ViewData, look: Direction): string {
  if (headingDeg === null) return word("look.facing_unknown");
  const deg = ((Math.round(headingDeg + look.yawDeg) % 360) + 360) % 360;
  const point = word(`look.point_${Math.round(deg / 45) % 8}`);
  const tilt = Math.round(look.pitchDeg);
  const told = word("look.facing", { point, deg });
  if (Math.abs(tilt) < TILTED_DEG) return told;
  return told + ", " + word(tilt > 0 ? "look.raised" : "look.lowered", { n: Math.abs(tilt) });
}

/** Where my route goes on from what of it is nearest; nothing where it ends here. */
function sayWay(data: ViewData, look: Direction, route: boolean): string[] {
  const lines = route ? data.route.map((line) => sampleGround(line, data.cameraHeightM)) : [];
  const spots = lines.flatMap((line) => line.map((spot, row) => ({ line, row, awayM: Math.hypot(...spot) })));
  const near = spots.reduce<(typeof spots)[number] | null>((best, one) => (best && best.awayM <= one.awayM ? best : one), null);
  if (!near) return [];
  const on = near.line[Math.min(near.row + Math.round(GOES_ON_M / SAMPLE_M), near.line.length - 1)];
  const from = near.line[near.row];
  if (!on || !from || Math.hypot(on[0] - from[0], on[1] - from[1]) < 1) return [];
  const side = where(toDegrees(Math.atan2(on[0] - from[0], on[1] - from[1])) - look.yawDeg);
  return [word("look.at", { name: word("look.my_way"), where: word(`look.where_${side}`) })];
}

/** Spots on the ground along a line of directions: metres to the right and ahead of the picture's middle. */
function sampleGround(line: readonly [number, number][], heightM: number): [number, number][] {
  const corners = line.map(([yaw, pitch]): [number, number] => {
    const awayM = heightM / Math.tan(Math.max(toRadians(-pitch), 1e-3));
    return [awayM * Math.sin(toRadians(yaw)), awayM * Math.cos(toRadians(yaw))];
  });
  return corners.flatMap((end, at) => {
    const start = corners[at - 1];
    if (!start) return [end];
    const count = Math.max(1, Math.round(Math.hypot(end[0] - start[0], end[1] - start[1]) / SAMPLE_M));
    return Array.from({ length: count }, (_, row): [number, number] => {
      const share = (row + 1) / count;
      return [start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])];
    });
  });
}

function sayThings(data: ViewData, look: Direction, route: boolean): string[] {
  const pictures = data.neighbours
    .filter((one) => one.role !== "" && one.yawDeg !== null)
    .map((one) => ({ name: word(`look.to_${one.role}`), distanceM: one.distanceM, yawDeg: one.yawDeg }));
  const things = data.headingDeg === null ? [] : data.things.filter((one) => route || one.part !== "route");
  return [...things, ...pictures]
    .filter((one) => one.yawDeg === null || !isBehind(where(one.yawDeg - look.yawDeg)))
    .sort((a, b) => a.distanceM - b.distanceM)
    .map(({ name, distanceM, yawDeg }) => {
      // where the camera stands on it, it lies in no direction
      if (yawDeg === null) return word("look.here", { name });
      return word("look.thing", { name, m: Math.round(distanceM), where: word(`look.where_${where(yawDeg - look.yawDeg)}`) });
    });
}
