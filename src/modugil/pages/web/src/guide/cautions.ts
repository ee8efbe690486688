// What of a way needs care: slopes, steps, kerbs, crossings, narrow, loose and unknown stretches.
import type { Caution } from "./guide";
import type { PacketEdge, PacketNode } from "./packet";
import type { Spoken } from "./spoken";
import type { Piece, Way } from "./way";

/** A slope from here on is worth saying. Source: ADA, a route steeper than 1:20 is a ramp. */
const STEEP_PERCENT = 5;
/** A kerb from here on is worth saying. Source: Korean rules let a lowered kerb stand 2 cm high. */
const KERB_CM = 2;
/** A way narrower than this is worth saying. Source: the least width of a Korean accessible way. */
const NARROW_CM = 120;
/** A sideways slope above this is worth saying. Source: Korean rules, 1/25. */
const TILT_PERCENT = 4;
/** Fewer metres of which something is not known are not worth a sentence. */
const UNKNOWN_M = 10;
/** Two of one kind with fewer metres between them are one. */
const GAP_M = 5;
/** A way may end on an edge of which it passes no more than this: nothing of it is met. */
const NOTHING_M = 0.5;
const LOOSE = ["gravel", "fine_gravel", "pebblestone", "unpaved", "ground", "earth", "dirt", "grass", "sand", "mud", "cobblestone", "unhewn_cobblestone", "sett", "grass_paver", "woodchips"];

/** Something that needs care, before it is put into words: the worse its `value`, the greater. */
interface Found {
  kind: Caution["kind"];
  /** What makes two of a kind one: crossings with and without signals are two. */
  sort: string;
  fromM: number;
  toM: number;
  /** How bad it is, the greater the worse. */
  value: number;
  /** Steps, or metres of it; they add up. */
  count: number;
  extra: string;
}

export function listCautions(way: Way, spoken: Spoken): Caution[] {
  const found = way.pieces.flatMap((piece, n) => [
    ...(piece.toM - piece.fromM > NOTHING_M ? alongPiece(way, piece) : []),
    ...(n < way.pieces.length - 1 ? atNode(way, piece) : []),
  ]);
  return join(found)
    .filter((one) => one.kind !== "unknown" || one.count >= UNKNOWN_M)
    .map((one) => ({ kind: one.kind, fromM: one.fromM, toM: one.toM, text: tell(one, spoken) }));
}

function alongPiece(way: Way, piece: Piece): Found[] {
  const edge = way.network.edge(piece.edge);
  const [up, down] = piece.backward ? [edge.downPercent, edge.upPercent] : [edge.upPercent, edge.downPercent];
  const length = piece.toM - piece.fromM;
  const found: Found[] = [];
  const add = (kind: Caution["kind"], value = 0, rest: Partial<Found> = {}): void => {
    found.push({ kind, sort: "", fromM: piece.fromM, toM: piece.toM, value, count: length, extra: "", ...rest });
  };
  const act = edge.act ?? "go";
  if (act === "steps") add("steps", 0, { sort: rises(edge, piece.backward), count: edge.stepCount ?? -1, extra: edge.handrail ?? "unknown" });
  else {
    if ((up ?? 0) >= STEEP_PERCENT) add("up", up);
    if ((down ?? 0) >= STEEP_PERCENT) add("down", down);
  }
  if (act === "elevator" || act === "escalator") add(act);
  if (act === "cross" || edge.crossing) add("crossing", 0, { sort: edge.crossing ?? "unknown", extra: edge.signalSound ?? "unknown" });
  if ((edge.widthCm ?? Infinity) < NARROW_CM) add("narrow", -edge.widthCm!);
  if (LOOSE.includes(edge.surface ?? "")) add("surface", 0, { sort: edge.surface! });
  if (edge.onRoad) add("road");
  if ((edge.crossSlopePercent ?? 0) > TILT_PERCENT) add("tilt", edge.crossSlopePercent);
  const share = Math.abs(piece.toRatio - piece.fromRatio);
  const unknown = (way.network.cost(piece.edge, piece.backward)?.unverifiedM ?? 0) * share;
  if (unknown > 0) add("unknown", 0, { count: unknown });
  if (isKerb(edge)) add("kerb", edge.kerbCm ?? 0, { sort: edge.kerbCm === undefined ? "unknown" : "", toM: piece.fromM });
  return found;
}

function rises(edge: PacketEdge, backward: boolean): string {
  if ((edge.rises ?? "unknown") === "unknown") return "";
  return (edge.rises === "yes") !== backward ? "up" : "down";
}

const isKerb = (one: PacketEdge | PacketNode): boolean => (one.kerbCm ?? 0) >= KERB_CM || (one.kerbUnknown === true && one.kerbCm === undefined);

/** What stands where the way leaves an edge. */
function atNode(way: Way, piece: Piece): Found[] {
  const edge = way.network.edge(piece.edge);
  const node = way.network.packet.nodes[piece.backward ? edge.a : edge.b]!;
  const here = { sort: "", fromM: piece.toM, toM: piece.toM, value: 0, count: 0, extra: "" };
  const found: Found[] = [];
  if (isKerb(node)) found.push({ ...here, kind: "kerb", value: node.kerbCm ?? 0, sort: node.kerbCm === undefined ? "unknown" : "" });
  if (node.elevator) found.push({ ...here, kind: "elevator" });
  if (node.barrier) found.push({ ...here, kind: "barrier", sort: node.barrier, value: node.widthCm === undefined ? 0 : -node.widthCm });
  return found;
}

/** Those of one kind next to each other as one: lengths and steps add up, the worst value counts. */
function join(found: Found[]): Found[] {
  const joined: Found[] = [];
  for (const one of found) {
    const before = joined.findLast((other) => other.kind === one.kind);
    if (!before || before.sort !== one.sort || one.fromM - before.toM > GAP_M) {
      joined.push({ ...one });
      continue;
    }
    before.toM = one.toM;
    before.value = Math.max(before.value, one.value);
    before.count = Math.min(before.count, one.count) < 0 ? -1 : before.count + one.count;
    if (one.extra !== before.extra) before.extra = "unknown";
  }
  return joined.sort((one, other) => one.fromM - other.fromM);
}

const degrees = (percent: number): number => Math.round((Math.atan(percent / 100) * 180) / Math.PI);

function tell(one: Found, spoken: Spoken): string {
  const metres = spoken.metres(one.kind === "unknown" ? one.count : one.toM - one.fromM);
  const gaps = { metres, degrees: degrees(one.value), cm: Math.round(Math.abs(one.value)), count: one.count };
  const text = spoken.say(keyOf(one, spoken), { ...gaps, surface: spoken.find(`surface_${one.sort}`) });
  return [text, besides(one, spoken)].filter(Boolean).join(spoken.comma);
}

/** What is said of it after a comma. */
function besides(one: Found, spoken: Spoken): string {
  if (one.kind === "steps" && one.extra === "yes") return spoken.say("handrail");
  if (one.kind === "crossing" && one.extra === "yes") return spoken.say("crossing_sound");
  if (one.kind === "barrier" && one.value < 0) return spoken.say("between", { cm: -one.value });
  return "";
}

function keyOf(one: Found, spoken: Spoken): string {
  if (one.kind === "steps") return `steps${one.count > 1 ? "" : one.count === 1 ? "_one" : "_uncounted"}${one.sort ? `_${one.sort}` : ""}`;
  if (one.kind === "crossing") return `crossing_${one.sort}`;
  if (one.kind === "kerb") return one.sort ? "kerb_unknown" : "kerb";
  if (one.kind === "barrier") return spoken.has(`barrier_${one.sort}`) ? `barrier_${one.sort}` : "barrier_other";
  return one.kind;
}
