// The best way over the packet's streets, by the costs that the server gave them: Dijkstra with a binary heap.
import type { Network, OnEdge } from "./network";
import type { Cost, PassedEdge } from "./packet";

export interface FoundWay {
  passed: PassedEdge[];
  costS: number;
}

/** What edges and the nodes between them come to. */
export interface Sum {
  timeS: number;
  unverifiedM: number;
  /** Whether something on it refuses this person. */
  barred: boolean;
}

/** What a search may pass at which price; undefined where not. */
export interface Prices {
  edge(row: number, backward: boolean): number | undefined;
  node(row: number): number | null;
}

/** The least first, by its key; entries that became worse are left inside and passed over. */
class Heap {
  private readonly keys: number[] = [];
  private readonly items: number[] = [];

  get size(): number {
    return this.keys.length;
  }

  push(key: number, item: number): void {
    let n = this.keys.push(key) - 1;
    this.items.push(item);
    while (n > 0) {
      const parent = (n - 1) >> 1;
      if (this.keys[parent]! <= key) break;
      this.keys[n] = this.keys[parent]!;
      this.items[n] = this.items[parent]!;
      n = parent;
    }
    this.keys[n] = key;
    this.items[n] = item;
  }

  pop(): { key: number; item: number } {
    const top = { key: this.keys[0]!, item: this.items[0]! };
    const key = this.keys.pop()!;
    const item = this.items.pop()!;
    const size = this.keys.length;
    if (size === 0) return top;
    let n = 0;
    for (let child = 1; child < size; child = 2 * n + 1) {
      if (child + 1 < size && this.keys[child + 1]! < this.keys[child]!) child++;
      if (this.keys[child]! >= key) break;
      this.keys[n] = this.keys[child]!;
      this.items[n] = this.items[child]!;
      n = child;
    }
    this.keys[n] = key;
    this.items[n] = item;
    return top;
  }
}

/** The prices of this person's needs. */
export function pricesOf(network: Network): Prices {
  return {
    edge: (row, backward) => network.cost(row, backward)?.costS,
    node: (row) => network.nodeCost(row)?.costS ?? null,
  };
}

/** The same among what is verified alone. */
export function surePricesOf(network: Network): Prices {
  const sure = (cost: Cost | null | undefined): number | undefined => (cost && !(cost.unverifiedM ?? 0) && !cost.barred ? cost.costS : undefined);
  return {
    edge: (row, backward) => sure(network.cost(row, backward)),
    node: (row) => sure(network.nodeCost(row)) ?? null,
  };
}

/** What a share of an edge costs: nothing for none of it, whomever the edge refuses. */
function priceOf(price: number | undefined, share: number): number | undefined {
  return share <= 0 ? 0 : price === undefined ? undefined : price * share;
}

/** The best way from one place to another; undefined where nothing passes. */
export function findWay(network: Network, from: OnEdge, to: OnEdge, prices = pricesOf(network)): FoundWay | undefined {
  const count = network.packet.nodes.length;
  const best = new Float64Array(count).fill(Infinity);
  // the edge by which each node was reached, twice its row, one more when backward; -2 less that on the first edge
  const came = new Int32Array(count);
  const done = new Uint8Array(count);
  const heap = new Heap();
  let end = direct(from, to, prices);
  const reach = (node: number, cost: number, code: number): void => {
    if (cost >= best[node]!) return;
    best[node] = cost;
    came[node] = code;
    heap.push(cost, node);
  };
  const first = network.edge(from.edge);
  const ahead = priceOf(prices.edge(from.edge, false), 1 - from.ratio);
  const back = priceOf(prices.edge(from.edge, true), from.ratio);
  if (ahead !== undefined) reach(first.b, ahead, -2 - from.edge * 2);
  if (back !== undefined) reach(first.a, back, -3 - from.edge * 2);
  while (heap.size > 0) {
    const { key, item: node } = heap.pop();
    if (done[node] || key > best[node]!) continue;
    if (key >= end.costS) break;
    done[node] = 1;
    const pass = prices.node(node);
    if (pass === null) continue;
    for (const row of network.meeting[node]!) {
      const edge = network.edge(row);
      const backward = edge.a !== node;
      const price = prices.edge(row, backward);
      const last = row === to.edge ? priceOf(price, backward ? 1 - to.ratio : to.ratio) : undefined;
      if (last !== undefined && key + pass + last < end.costS) end = { costS: key + pass + last, node, backward };
      if (price !== undefined) reach(backward ? edge.a : edge.b, key + pass + price, row * 2 + (backward ? 1 : 0));
    }
  }
  return end.costS < Infinity ? traceBack(network, { from, to }, came, end) : undefined;
}

/** How a search ends: at which node it goes over to the last edge, -1 where both places lie on one. */
interface End {
  costS: number;
  node: number;
  backward: boolean;
}

function direct(from: OnEdge, to: OnEdge, prices: Prices): End {
  const backward = to.ratio < from.ratio;
  const cost = from.edge === to.edge ? priceOf(prices.edge(from.edge, backward), Math.abs(to.ratio - from.ratio)) : undefined;
  return { costS: cost ?? Infinity, node: -1, backward };
}

function traceBack(network: Network, { from, to }: { from: OnEdge; to: OnEdge }, came: Int32Array, end: End): FoundWay {
  const passed = [{ edge: to.edge, backward: end.backward, fromRatio: end.backward ? 1 : 0, toRatio: to.ratio }];
  for (let node = end.node; node >= 0; ) {
    const told = came[node]!;
    const code = told < 0 ? -2 - told : told;
    const [edge, backward] = [code >> 1, (code & 1) === 1];
    passed.push({ edge, backward, fromRatio: backward ? 1 : 0, toRatio: backward ? 0 : 1 });
    node = told < 0 ? -1 : backward ? network.edge(edge).b : network.edge(edge).a;
  }
  passed.reverse();
  passed[0]!.fromRatio = from.ratio;
  return { passed, costS: end.costS };
}

/** What a way comes to, by its edges and the nodes that it passes. */
export function sumUp(network: Network, passed: PassedEdge[]): Sum {
  const sum: Sum = { timeS: 0, unverifiedM: 0, barred: false };
  const add = (cost: Cost | null | undefined, share: number): void => {
    sum.timeS += (cost?.timeS ?? 0) * share;
    sum.unverifiedM += (cost?.unverifiedM ?? 0) * share;
    sum.barred ||= share > 0 && (!cost || cost.barred === true);
  };
  passed.forEach((part, n) => {
    add(network.cost(part.edge, part.backward ?? false), Math.abs((part.toRatio ?? 1) - (part.fromRatio ?? 0)));
    const { a, b } = network.edge(part.edge);
    if (n < passed.length - 1) add(network.nodeCost(part.backward ? a : b), 1);
  });
  return sum;
}
