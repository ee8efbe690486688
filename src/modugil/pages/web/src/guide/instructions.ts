// A way cut into what a person does one after the other, by the rules of answers/telling/maneuvers.py: edges are joined
// while the street's name, its kind and the direction stay; a few metres in between go with what comes next.
import { listCautions } from "./cautions";
import { bend, distance, type Spot } from "./geometry";
import type { Caution, Instruction, Turn } from "./guide";
import type { Act, Landmark } from "./packet";
import { compassPoint, type Spoken } from "./spoken";
import { classifyTurn, findBearings, LOOK_BACK_M, SHARP_DEG, STRAIGHT_DEG } from "./turns";
import type { Piece, Way } from "./way";

/** Fewer metres of a street at the ends of a way are not worth a sentence. */
const LEAST_END_M = 5;
/** Fewer metres than this are said only where something on them needs care. */
const SHORT_M = 5;
const STEEP_PERCENT = 5;
const KERB_CM = 2;
/** A landmark no farther than this from a turn is named with it. */
const LANDMARK_M = 25;

/** Edges that are one sentence; `lead` is the one that gives it its name. */
interface Stretch {
  pieces: Piece[];
  lead: Piece;
  act: Act;
  first: number;
  last: number;
  careful: boolean;
  /** Whether a few metres may join it. */
  open: boolean;
}

export interface Told {
  instructions: Instruction[];
  cautions: Caution[];
}

/** Everything to say along a way: what to do, and what needs care; both in order of metres. */
export function tellWay(way: Way, endName: string, spoken: Spoken): Told {
  const cautions = listCautions(way, spoken);
  const stretches = joinShort(group(way).map((pieces) => measure(way, pieces)));
  const instructions: Instruction[] = [];
  let before: number | undefined;
  for (const [n, stretch] of stretches.entries()) {
    const first = stretch.pieces[0]!;
    const turn = classifyTurn(before, stretch.first);
    const until = stretches[n + 1]?.pieces[0]!.fromM ?? way.line.length;
    instructions.push(tellStretch(way, stretch, { turn, fromM: n === 0 ? 0 : first.fromM, toM: until }, spoken));
    if (stretch.act !== "elevator") before = stretch.last;
  }
  if (stretches.length === 0) instructions.push(straightThere(way, spoken));
  instructions.push(arrival(way, endName, spoken));
  return { instructions, cautions };
}

const actOf = (way: Way, piece: Piece): Act => way.network.edge(piece.edge).act ?? "go";
const nameOf = (way: Way, piece: Piece): number => way.network.edge(piece.edge).name ?? -1;

function spotsOf(way: Way, pieces: Piece[]): Spot[] {
  return way.line.cut(pieces[0]!.fromM, pieces.at(-1)!.toM);
}

function group(way: Way): Piece[][] {
  const groups: Piece[][] = [];
  const last = way.pieces.length - 1;
  way.pieces.forEach((piece, n) => {
    const length = piece.toM - piece.fromM;
    if (length <= 0 || ((n === 0 || n === last) && length < LEAST_END_M && last > 0)) return;
    const current = groups.at(-1);
    if (current && goesOn(way, current, piece)) current.push(piece);
    else groups.push([piece]);
  });
  return groups;
}

function goesOn(way: Way, current: Piece[], piece: Piece): boolean {
  const last = current.at(-1)!;
  if (actOf(way, last) !== actOf(way, piece) || endsInElevator(way, last)) return false;
  if (actOf(way, piece) !== "go") return true;
  if (nameOf(way, last) !== nameOf(way, piece)) return false;
  const [, out] = findBearings(spotsOf(way, current));
  const [into] = findBearings(spotsOf(way, [piece]));
  return piece.toM - piece.fromM < LOOK_BACK_M || Math.abs(bend(out, into)) < STRAIGHT_DEG;
}

function endNode(way: Way, piece: Piece): number {
  const edge = way.network.edge(piece.edge);
  return piece.backward ? edge.a : edge.b;
}

function endsInElevator(way: Way, piece: Piece): boolean {
  return (piece.toRatio === 0 || piece.toRatio === 1) && way.network.packet.nodes[endNode(way, piece)]!.elevator === true;
}

function measure(way: Way, pieces: Piece[]): Stretch {
  const [first, last] = findBearings(spotsOf(way, pieces));
  const act = actOf(way, pieces[0]!);
  const elevator = endsInElevator(way, pieces.at(-1)!);
  const careful = act !== "go" || elevator || pieces.some((piece) => isCareful(way, piece));
  return { pieces, lead: pieces[0]!, act, first, last, careful, open: (act === "go" || act === "cross") && !elevator };
}

function isCareful(way: Way, piece: Piece): boolean {
  const edge = way.network.edge(piece.edge);
  const node = way.network.packet.nodes[endNode(way, piece)]!;
  const steep = Math.max(edge.upPercent ?? 0, edge.downPercent ?? 0) >= STEEP_PERCENT;
  return steep || [edge, node].some((one) => (one.kerbCm ?? 0) >= KERB_CM || one.kerbUnknown === true);
}

const lengthOf = (stretch: Stretch): number => stretch.pieces.reduce((sum, one) => sum + one.toM - one.fromM, 0);

/** Each stretch too short to be told goes with the next, else the last; but not where one would seem to turn around. */
function joinShort(stretches: Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  let waiting: Piece[] = [];
  stretches.forEach((one, n) => {
    const own = { ...one, pieces: [...waiting, ...one.pieces] };
    waiting = [];
    const after = stretches[n + 1];
    const last = joined.at(-1);
    const short = !own.careful && lengthOf(own) < SHORT_M;
    const around = last && after && Math.abs(bend(last.last, after.first)) > SHARP_DEG;
    if (!short || around) joined.push(own);
    else if (after?.act === "go" && after.open) waiting = own.pieces;
    else if (last?.open) last.pieces = [...last.pieces, ...own.pieces];
    else joined.push(own);
  });
  return joined;
}

interface Where {
  turn: Turn;
  fromM: number;
  toM: number;
}

function tellStretch(way: Way, stretch: Stretch, where: Where, spoken: Spoken): Instruction {
  const name = way.network.packet.names[nameOf(way, stretch.lead)];
  const landmark = where.turn === "start" ? "" : findLandmark(way, where.fromM);
  const street = name?.along ?? "";
  return { atM: where.fromM, turn: where.turn, street, landmark, text: sentence(way, stretch, { ...where, street, landmark }, spoken) };
}

function sentence(way: Way, stretch: Stretch, told: Where & { street: string; landmark: string }, spoken: Spoken): string {
  const gaps = { along: told.street, metres: spoken.metres(told.toM - told.fromM) };
  const at = told.landmark ? spoken.find("at").replace("{landmark}", () => told.landmark) : "";
  if (stretch.act !== "go") {
    const turn = told.turn === "start" || told.turn === "straight" ? "" : spoken.sentence(`turn_${told.turn}`);
    return spoken.join([turn, spoken.sentence(actKey(way, stretch))]);
  }
  if (told.turn === "start") return spoken.sentence("list_start", { ...gaps, point: spoken.say(`point_${compassPoint(stretch.first)}`) });
  return spoken.large(at + spoken.say(`list_${told.turn}`, gaps));
}

function actKey(way: Way, stretch: Stretch): string {
  if (stretch.act !== "cross") return `do_${stretch.act}`;
  const kind = way.network.edge(stretch.lead.edge).crossing ?? "unknown";
  return `do_cross_${kind}`;
}

/** What one knows the spot by, rather before it than after it: "" where nothing is near. */
function findLandmark(way: Way, metres: number): string {
  const turn = way.line.at(metres);
  const heading = (way.line.heading(Math.max(0, metres - 1)) * Math.PI) / 180;
  const worth = (one: Landmark): number => {
    const spot = way.network.plane.spot(one.at);
    const ahead = (spot.x - turn.x) * Math.sin(heading) + (spot.y - turn.y) * Math.cos(heading);
    return distance(spot, turn) + (ahead > 5 ? LANDMARK_M : 0);
  };
  const near = way.network.packet.landmarks.filter((one) => distance(way.network.plane.spot(one.at), turn) <= LANDMARK_M);
  return near.sort((one, other) => worth(one) - worth(other))[0]?.name ?? "";
}

function straightThere(way: Way, spoken: Spoken): Instruction {
  const point = spoken.say(`point_${compassPoint(way.line.heading(0))}`);
  const text = spoken.sentence("list_start", { point, along: "", metres: spoken.metres(way.line.length) });
  return { atM: 0, turn: "start", street: "", landmark: "", text };
}

function arrival(way: Way, name: string, spoken: Spoken): Instruction {
  const text = name ? spoken.sentence("arrived_at", { name }) : spoken.sentence("arrived");
  return { atM: way.line.length, turn: "arrive", street: "", landmark: name, text };
}
