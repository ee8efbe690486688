// Where one is in words, and which toilet is near: from the packet alone.
import { word } from "../words";
import { bearing, distance, nearestOn, Plane } from "./geometry";
import type { State } from "./guide";
import type { Access, Packet, Point } from "./packet";
import { sayLength } from "./said";
import { compassPoint, type Spoken } from "./spoken";

/** A street farther away is not the one that somebody is on, a landmark farther away tells nothing. */
const STREET_M = 25;
const LANDMARK_M = 120;

/** The nearest toilet of which that is known: its row and how far it is; undefined without one. */
export function nearestToilet(packet: Packet, state: State | null, usable: Access): { row: number; away: number } | undefined {
  const at = state?.fix?.at;
  if (!at) return undefined;
  const plane = new Plane(at);
  const here = plane.spot(at);
  return packet.toilets
    .map((one, row) => ({ row, away: distance(here, plane.spot(one.at)), usable: one.usable }))
    .filter((one) => one.usable === usable)
    .sort((one, other) => one.away - other.away)[0];
}

/** The street, the nearest thing that people know, and how far it still is. */
export function sayWhere(packet: Packet, state: State | null): string {
  const at = state?.snapped ?? state?.fix?.at;
  if (!state || !at) return word("guide.waiting");
  const street = nameOfStreet(packet, at);
  const near = nearestLandmark(packet, at);
  return [
    street ? word("guide.here_street", { name: street }) : word("guide.here_nameless"),
    near ? word("guide.here_near", { name: near.name, length: sayLength(near.away) }) : "",
    word("guide.here_left", { length: sayLength(state.leftM) }),
  ].filter(Boolean).join(" ");
}

/** How far the way begins from here, and in which direction; "" where no place is known. */
export function sayToWay({ fix, line }: State, spoken: Spoken): string {
  if (!fix || !line[0]) return "";
  const plane = new Plane(fix.at);
  const [here, start] = [plane.spot(fix.at), plane.spot(line[0])];
  const point = spoken.say(`point_${compassPoint(bearing(here, start))}`);
  return spoken.sentence("to_way", { point, metres: spoken.metres(distance(here, start)) });
}

function nameOfStreet(packet: Packet, at: Point): string {
  const plane = new Plane(at);
  const here = plane.spot(at);
  let best = { name: -1, away: STREET_M };
  for (const edge of packet.edges) {
    const spots = edge.line.map((point) => plane.spot(point));
    for (let n = 1; n < spots.length; n++) {
      const { away } = nearestOn(spots[n - 1]!, spots[n]!, here);
      if (away < best.away) best = { name: edge.name ?? -1, away };
    }
  }
  return packet.names[best.name]?.name ?? "";
}

function nearestLandmark(packet: Packet, at: Point): { name: string; away: number } | undefined {
  const plane = new Plane(at);
  const here = plane.spot(at);
  return packet.landmarks
    .map((one) => ({ name: one.name, away: distance(here, plane.spot(one.at)) }))
    .filter((one) => one.away <= LANDMARK_M)
    .sort((one, other) => one.away - other.away)[0];
}
