// What is seen after turning, as one sentence: where one looks, my way, what is near and in which direction.
import { word } from "../words";
import type { Direction, ViewData } from "./data";
import { turnTo } from "./project";

const MOST_SAID = 4;
const TILTED_DEG = 10;
/** Ground that is seen this far below the horizon is 10 to 30 metres away. */
const WAY_PITCH_DEG = [-12, -3.5] as const;

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

function sayWay(data: ViewData, look: Direction, route: boolean): string[] {
  if (!route) return [];
  const near = data.route.flat().filter(([, pitch]) => pitch >= WAY_PITCH_DEG[0] && pitch <= WAY_PITCH_DEG[1]);
  const sides = [...new Set((near.length ? near : data.route.flat()).map(([yaw]) => where(yaw - look.yawDeg)))];
  const ahead = sides.filter((side) => !isBehind(side));
  const told = (ahead.length ? ahead : sides).sort((a, b) => Math.min(a, 8 - a) - Math.min(b, 8 - b)).slice(0, 1);
  return told.map((side) => word("look.at", { name: word("look.my_way"), where: word(`look.where_${side}`) }));
}

function sayThings(data: ViewData, look: Direction, route: boolean): string[] {
  const pictures = data.neighbours
    .filter((one) => one.role !== "" && one.yawDeg !== null)
    .map((one) => ({ name: word(`look.${one.role}`), distanceM: one.distanceM, yawDeg: one.yawDeg }));
  const things = data.things.filter((one) => route || one.part !== "route");
  return [...things, ...pictures]
    .filter((one) => one.yawDeg !== null && !isBehind(where(one.yawDeg - look.yawDeg)))
    .sort((a, b) => a.distanceM - b.distanceM)
    .map((one) =>
      word("look.thing", { name: one.name, m: Math.round(one.distanceM), where: word(`look.where_${where((one.yawDeg ?? 0) - look.yawDeg)}`) }),
    );
}
