// Back to the way along the streets one came, where nothing else passes.
import { findWay, type Prices } from "./find-way";
import type { Spot } from "./geometry";
import type { Network, OnEdge } from "./network";
import { Way } from "./way";

interface Left {
  /** Where one was seen off the way, the latest last. */
  trail: OnEdge[];
  course: Way;
  /** Metres along the way at which one left it. */
  leftAt: number;
  spot: Spot;
}

/** From where one stands back to where one left the way, and on along it; in a straight line where no street is known. */
export function wayBack(network: Network, left: Left): Way {
  const { course, leftAt, trail } = left;
  const rest = course.line.cut(Math.min(leftAt, course.line.length), course.line.length);
  const from = trail.at(-1);
  const to = course.place(leftAt);
  if (!from || !to) return new Way(network, [], [left.spot, ...rest]);
  const came = new Set([...trail.map((one) => one.edge), ...course.pieces.map((one) => one.edge)]);
  const found = findWay(network, from, to, along(network, came));
  if (!found) return new Way(network, [], [left.spot, ...rest]);
  const onward = course.pieces.filter((one) => one.toM > leftAt).map((one, n) => (n === 0 ? { ...one, fromRatio: to.ratio } : one));
  return new Way(network, [...found.passed, ...onward], [], rest.slice(-1));
}

/** Only these edges, by their length, in both directions: one came along them. */
function along(network: Network, rows: Set<number>): Prices {
  return { edge: (row) => (rows.has(row) ? network.lines[row]!.length : undefined), node: () => 0 };
}
