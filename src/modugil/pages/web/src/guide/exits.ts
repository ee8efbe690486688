// Where one may leave a way by mistake: streets that meet it, straight on where it bends, the wrong way at its start.
import { bend, bearing, type Line, type Spot } from "./geometry";
import type { Network } from "./network";
import type { PassedEdge } from "./packet";
import { Way } from "./way";

/** So far an exit is followed: by then it is decided. */
const FOLLOWED_M = 45;
const BEND_DEG = 30;
/** An exit straight on is not needed where a street leads about there. */
const SAME_DEG = 25;
const NEAR_M = 3;

export interface Exit {
  /** Where it leaves the way. */
  atM: number;
  way: Way;
}

export function listExits(way: Way): Exit[] {
  const exits = [...wrongStart(way), ...streets(way)];
  const free = bends(way).filter(
    (one) => !exits.some((exit) => Math.abs(exit.atM - one.atM) < NEAR_M && Math.abs(bend(headingOf(exit.way.line), headingOf(one.way.line))) < SAME_DEG),
  );
  return [...exits, ...free].sort((one, other) => one.atM - other.atM);
}

const headingOf = (line: Line): number => bearing(line.spots[0]!, line.at(Math.min(10, line.length)));

function wrongStart(way: Way): Exit[] {
  const first = way.pieces[0];
  if (!first) return [];
  const to = first.backward ? 1 : 0;
  const passed = follow(way.network, { edge: first.edge, backward: !first.backward, fromRatio: first.fromRatio, toRatio: to });
  const wrong = new Way(way.network, passed);
  return wrong.line.length > 1 ? [{ atM: first.fromM, way: wrong }] : [];
}

function streets(way: Way): Exit[] {
  const exits: Exit[] = [];
  way.pieces.forEach((piece, n) => {
    const next = way.pieces[n + 1];
    const edge = way.network.edge(piece.edge);
    const whole = piece.toRatio === (piece.backward ? 0 : 1);
    if (!next || !whole) return;
    const node = piece.backward ? edge.a : edge.b;
    for (const row of way.network.meeting[node]!) {
      if (row === next.edge || row === piece.edge) continue;
      const backward = way.network.edge(row).b === node;
      exits.push({ atM: piece.toM, way: new Way(way.network, follow(way.network, { edge: row, backward, fromRatio: backward ? 1 : 0, toRatio: backward ? 0 : 1 })) });
    }
  });
  return exits.filter((exit) => exit.way.line.length > 2);
}

/** An edge and what lies straightest ahead after it, until it is long enough. */
function follow(network: Network, first: Required<PassedEdge>): PassedEdge[] {
  const passed = [first];
  let metres = network.lines[first.edge]!.length * Math.abs(first.toRatio - first.fromRatio);
  for (let last = first; metres < FOLLOWED_M; last = passed.at(-1)!) {
    const next = straightest(network, last);
    if (!next || passed.some((one) => one.edge === next.edge)) break;
    passed.push(next);
    metres += network.lines[next.edge]!.length;
  }
  return passed;
}

function straightest(network: Network, last: Required<PassedEdge>): Required<PassedEdge> | undefined {
  const edge = network.edge(last.edge);
  const node = last.backward ? edge.a : edge.b;
  const line = network.lines[last.edge]!;
  const out = last.backward ? line.heading(0) + 180 : line.heading(line.length);
  let best: { turn: number; part: Required<PassedEdge> } | undefined;
  for (const row of network.meeting[node]!) {
    if (row === last.edge) continue;
    const backward = network.edge(row).b === node;
    const other = network.lines[row]!;
    const turn = Math.abs(bend(out, backward ? other.heading(other.length) + 180 : other.heading(0)));
    if (!best || turn < best.turn) best = { turn, part: { edge: row, backward, fromRatio: backward ? 1 : 0, toRatio: backward ? 0 : 1 } };
  }
  return best?.part;
}

/** Straight on at every bend of the way, over no street that is known. */
function bends(way: Way): Exit[] {
  const { spots, metres } = way.line;
  const exits: Exit[] = [];
  for (let n = 1; n + 1 < spots.length; n++) {
    const [before, here, after] = [spots[n - 1]!, spots[n]!, spots[n + 1]!];
    if (Math.abs(bend(bearing(before, here), bearing(here, after))) < BEND_DEG) continue;
    exits.push({ atM: metres[n]!, way: new Way(way.network, [], [here, onward(before, here)]) });
  }
  return exits;
}

function onward(before: Spot, here: Spot): Spot {
  const angle = Math.atan2(here.x - before.x, here.y - before.y);
  return { x: here.x + FOLLOWED_M * Math.sin(angle), y: here.y + FOLLOWED_M * Math.cos(angle) };
}
