// Where on the screen a direction is seen: a pinhole camera, as a flat picture is and as a sphere is looked at.
import type { Direction, View } from "./data";

/** Right, up, ahead. */
export type Vector = [number, number, number];
export type Spot = [number, number];
const RADIANS = Math.PI / 180;
/** What lies less far ahead is not on the screen: there it would be drawn without end. */
const NEAR = 0.02;

export function toVector({ yawDeg, pitchDeg }: Direction): Vector {
  const [yaw, pitch] = [yawDeg * RADIANS, pitchDeg * RADIANS];
  return [Math.cos(pitch) * Math.sin(yaw), Math.sin(pitch), Math.cos(pitch) * Math.cos(yaw)];
}

/** The same as seen by who looks that way. */
export function toCamera([right, up, ahead]: Vector, view: Direction): Vector {
  const [yaw, pitch] = [view.yawDeg * RADIANS, view.pitchDeg * RADIANS];
  const turned = right * Math.sin(yaw) + ahead * Math.cos(yaw);
  return [
    right * Math.cos(yaw) - ahead * Math.sin(yaw),
    up * Math.cos(pitch) - turned * Math.sin(pitch),
    up * Math.sin(pitch) + turned * Math.cos(pitch),
  ];
}

function toSpot([right, up, ahead]: Vector, view: View): Spot {
  const far = view.height / 2 / Math.tan((view.fovDeg * RADIANS) / 2);
  return [view.width / 2 + (far * right) / ahead, view.height / 2 - (far * up) / ahead];
}

/** Where a direction is on the screen, also beyond its edges; null behind one's back. */
export function projectPoint(direction: Direction, view: View): Spot | null {
  const seen = toCamera(toVector(direction), view);
  return seen[2] > NEAR ? toSpot(seen, view) : null;
}

/** The parts of a line that lie ahead. Between two directions a line on the ground is straight on the screen. */
export function projectLine(line: readonly Direction[], view: View): Spot[][] {
  const parts: Spot[][] = [];
  let part: Spot[] = [];
  const seen = line.map((one) => toCamera(toVector(one), view));
  seen.forEach((here, at) => {
    const before = seen[at - 1];
    if (before && before[2] > NEAR !== here[2] > NEAR) part.push(toSpot(meet(before, here), view));
    if (here[2] > NEAR) part.push(toSpot(here, view));
    else if (part.length) {
      parts.push(part);
      part = [];
    }
  });
  if (part.length) parts.push(part);
  return parts.filter((one) => one.length > 1);
}

/** Where the stretch between two directions passes the plane in front of the camera. */
function meet(a: Vector, b: Vector): Vector {
  const share = (NEAR - a[2]) / (b[2] - a[2]);
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), NEAR];
}

/** A spot on the ground, so far ahead and so far right of a direction, seen from that height. */
export function groundAt(yawDeg: number, aheadM: number, rightM: number, heightM: number): Direction {
  const turn = Math.atan2(rightM, aheadM) / RADIANS;
  return { yawDeg: yawDeg + turn, pitchDeg: -Math.atan2(heightM, Math.hypot(aheadM, rightM)) / RADIANS };
}

/** The same turn from -180 to below 180. */
export function turnTo(deg: number): number {
  return ((((deg + 180) % 360) + 360) % 360) - 180;
}
