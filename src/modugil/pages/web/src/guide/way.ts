// A way to be guided along: the edges it passes, drawn as one line, each with its metres along it.
import { distance, Line, type Spot } from "./geometry";
import type { Network, OnEdge } from "./network";
import type { GuidedLeg, PassedEdge } from "./packet";

const SAME_M = 1e-3;

/** One edge of a way, or a part of it, and where along the way it lies. */
export interface Piece {
  edge: number;
  backward: boolean;
  fromRatio: number;
  toRatio: number;
  fromM: number;
  toM: number;
}

export class Way {
  readonly line: Line;
  readonly pieces: Piece[] = [];
  private readonly spots: Spot[] = [];
  private metres = 0;

  /** `before` and `after` are the links beside the streets, from the start and to the end. */
  constructor(readonly network: Network, passed: PassedEdge[], before: Spot[] = [], after: Spot[] = []) {
    this.draw(before);
    for (const part of passed) {
      const [fromRatio, toRatio] = [part.fromRatio ?? 0, part.toRatio ?? 1];
      const whole = network.lines[part.edge]!;
      const cut = whole.cut(whole.length * fromRatio, whole.length * toRatio);
      this.draw(cut.slice(0, 1));
      const fromM = this.metres;
      this.draw(cut);
      this.pieces.push({ edge: part.edge, backward: part.backward ?? false, fromRatio, toRatio, fromM, toM: this.metres });
    }
    this.draw(after);
    this.line = new Line(this.spots.length === 1 ? [...this.spots, ...this.spots] : this.spots);
  }

  /** The piece that these metres lie in; undefined beside the streets. */
  piece(metres: number): Piece | undefined {
    return this.pieces.find((one) => metres >= one.fromM && metres <= one.toM);
  }

  /** The place on its edge at these metres; undefined beside the streets. */
  place(metres: number): OnEdge | undefined {
    const piece = this.piece(metres);
    if (!piece) return undefined;
    const share = piece.toM > piece.fromM ? (metres - piece.fromM) / (piece.toM - piece.fromM) : 0;
    return { edge: piece.edge, ratio: piece.fromRatio + (piece.toRatio - piece.fromRatio) * share };
  }

  private draw(spots: Spot[]): void {
    for (const spot of spots) {
      const last = this.spots.at(-1);
      const step = last ? distance(last, spot) : 0;
      if (last && step < SAME_M) continue;
      this.spots.push(spot);
      this.metres += step;
    }
  }
}

/** The way of a leg as the server found it; its own line where it leads through no street that is known. */
export function wayOfLeg(network: Network, leg: GuidedLeg): Way {
  const spots = leg.line.map((point) => network.plane.spot(point));
  if (!leg.passed?.length) return new Way(network, [], spots);
  return new Way(network, leg.passed, spots.slice(0, 1), spots.slice(-1));
}
