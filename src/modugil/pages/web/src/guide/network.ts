// The streets of a packet as the engine asks for them: lines in metres, who meets whom, what lies near.
import { type Line as LineOf, Line, nearestOn, Plane, type Spot } from "./geometry";
import type { Cost, Packet, PacketEdge } from "./packet";

const CELL_M = 40;

/** A place on an edge: the share of its length from a to b. */
export interface OnEdge {
  edge: number;
  ratio: number;
}

export interface NearEdge extends OnEdge {
  away: number;
}

export class Network {
  readonly plane: Plane;
  readonly lines: LineOf[];
  /** Of each node the edges that meet there. */
  readonly meeting: number[][];
  private readonly cells = new Map<string, [number, number][]>();

  constructor(readonly packet: Packet) {
    this.plane = new Plane([packet.start.lon, packet.start.lat]);
    this.lines = packet.edges.map((edge) => new Line(edge.line.map((point) => this.plane.spot(point))));
    this.meeting = packet.nodes.map(() => []);
    packet.edges.forEach((edge, row) => {
      this.meeting[edge.a]!.push(row);
      if (edge.b !== edge.a) this.meeting[edge.b]!.push(row);
      this.lines[row]!.spots.forEach((_, n) => this.enter(row, n));
    });
  }

  edge(row: number): PacketEdge {
    return this.packet.edges[row]!;
  }

  /** What it costs to pass an edge; undefined where it refuses this person. */
  cost(row: number, backward: boolean): Cost | undefined {
    const edge = this.edge(row);
    return (backward ? edge.backward : edge.forward) ?? undefined;
  }

  /** What it costs to pass a node; null where it refuses this person. */
  nodeCost(node: number): Cost | null {
    const cost = this.packet.nodes[node]!.cost;
    return cost === undefined ? { costS: 0, timeS: 0 } : cost;
  }

  spotOn(place: OnEdge): Spot {
    const line = this.lines[place.edge]!;
    return line.at(line.length * place.ratio);
  }

  /** The edges no farther than that from a spot, each at its nearest place; the nearest first. */
  near(spot: Spot, within: number): NearEdge[] {
    const best = new Map<number, NearEdge>();
    const reach = Math.ceil(within / CELL_M);
    const [column, row] = [Math.floor(spot.x / CELL_M), Math.floor(spot.y / CELL_M)];
    for (let x = column - reach; x <= column + reach; x++)
      for (let y = row - reach; y <= row + reach; y++)
        for (const [edge, n] of this.cells.get(`${x},${y}`) ?? []) this.compare(best, edge, n, spot, within);
    return [...best.values()].sort((one, other) => one.away - other.away);
  }

  private compare(best: Map<number, NearEdge>, edge: number, n: number, spot: Spot, within: number): void {
    const line = this.lines[edge]!;
    const { share, away } = nearestOn(line.spots[n]!, line.spots[n + 1]!, spot);
    if (away > within || away >= (best.get(edge)?.away ?? Infinity)) return;
    const metres = line.metres[n]! + (line.metres[n + 1]! - line.metres[n]!) * share;
    best.set(edge, { edge, ratio: line.length > 0 ? metres / line.length : 0, away });
  }

  /** Put one stretch of an edge into every cell of the grid it may touch. */
  private enter(edge: number, n: number): void {
    const from = this.lines[edge]!.spots[n]!;
    const to = this.lines[edge]!.spots[n + 1];
    if (!to) return;
    const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)].map((one) => Math.floor(one / CELL_M));
    const [low, high] = [Math.min(from.y, to.y), Math.max(from.y, to.y)].map((one) => Math.floor(one / CELL_M));
    for (let x = left!; x <= right!; x++)
      for (let y = low!; y <= high!; y++) {
        const cell = this.cells.get(`${x},${y}`);
        if (cell) cell.push([edge, n]);
        else this.cells.set(`${x},${y}`, [[edge, n]]);
      }
  }
}
