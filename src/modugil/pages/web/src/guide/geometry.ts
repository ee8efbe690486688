// A flat piece of the earth around a trip: metres east and north of its start, good to a few parts in a thousand.
import type { Point } from "./packet";

/** Metres east and north. */
export interface Spot {
  x: number;
  y: number;
}

const METRES_PER_DEGREE = (Math.PI * 6_371_008.8) / 180;

export class Plane {
  private readonly perLon: number;

  constructor(private readonly origin: Point) {
    this.perLon = METRES_PER_DEGREE * Math.cos((origin[1] * Math.PI) / 180);
  }

  spot(point: Point): Spot {
    return { x: (point[0] - this.origin[0]) * this.perLon, y: (point[1] - this.origin[1]) * METRES_PER_DEGREE };
  }

  point(spot: Spot): Point {
    return [this.origin[0] + spot.x / this.perLon, this.origin[1] + spot.y / METRES_PER_DEGREE];
  }
}

export const distance = (one: Spot, other: Spot): number => Math.hypot(one.x - other.x, one.y - other.y);

/** Clockwise from north, 0 to below 360. */
export function bearing(from: Spot, to: Spot): number {
  return ((Math.atan2(to.x - from.x, to.y - from.y) * 180) / Math.PI + 360) % 360;
}

/** How far one turns from one direction to another, negative to the left. */
export function bend(before: number, after: number): number {
  return ((((after - before + 180) % 360) + 360) % 360) - 180;
}

export function between(from: Spot, to: Spot, share: number): Spot {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** What of a stretch lies nearest to a spot: the share of it, and how far. */
export function nearestOn(from: Spot, to: Spot, spot: Spot): { share: number; away: number } {
  const x = to.x - from.x;
  const y = to.y - from.y;
  const square = x * x + y * y;
  const share = square > 0 ? Math.min(1, Math.max(0, ((spot.x - from.x) * x + (spot.y - from.y) * y) / square)) : 0;
  return { share, away: Math.hypot(from.x + x * share - spot.x, from.y + y * share - spot.y) };
}

/** A line with the metres at which each of its corners lies. */
export class Line {
  readonly metres: number[] = [];
  readonly length: number;

  constructor(readonly spots: Spot[]) {
    let sum = 0;
    spots.forEach((spot, n) => {
      sum += n > 0 ? distance(spots[n - 1]!, spot) : 0;
      this.metres.push(sum);
    });
    this.length = sum;
  }

  /** The stretch that these metres lie in: its first corner. */
  private corner(metres: number): number {
    let low = 0;
    let high = Math.max(0, this.spots.length - 2);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.metres[middle]! <= metres) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  at(metres: number): Spot {
    const n = this.corner(metres);
    const from = this.spots[n]!;
    const to = this.spots[n + 1] ?? from;
    const long = (this.metres[n + 1] ?? 0) - this.metres[n]!;
    return between(from, to, long > 0 ? Math.min(1, Math.max(0, (metres - this.metres[n]!) / long)) : 0);
  }

  /** The direction of the stretch that these metres lie in. */
  heading(metres: number): number {
    const n = this.corner(metres);
    return bearing(this.spots[n]!, this.spots[n + 1] ?? this.spots[n]!);
  }

  /** The part between these metres, backward where the second is the less. */
  cut(from: number, to: number): Spot[] {
    const [low, high] = from <= to ? [from, to] : [to, from];
    const inner = this.spots.filter((_, n) => this.metres[n]! > low + 1e-6 && this.metres[n]! < high - 1e-6);
    const part = [this.at(low), ...inner, this.at(high)];
    return from <= to ? part : part.reverse();
  }

  part(from: number, to: number): Line {
    return new Line(this.cut(from, to));
  }

  /** Where of it is nearest to a spot, between these metres. */
  nearest(spot: Spot, from = 0, to = Infinity): { metres: number; away: number } {
    let best = { metres: Math.min(Math.max(0, from), this.length), away: Infinity };
    if (this.spots.length === 1) return { metres: 0, away: distance(this.spots[0]!, spot) };
    for (let n = 0; n + 1 < this.spots.length; n++) {
      const start = this.metres[n]!;
      const end = this.metres[n + 1]!;
      if (end < from || start > to) continue;
      const found = nearestOn(this.spots[n]!, this.spots[n + 1]!, spot);
      if (found.away < best.away) best = { metres: start + (end - start) * found.share, away: found.away };
    }
    return best;
  }
}
