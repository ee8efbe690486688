// The ways of lines, asked for when a bus on one is in view, so that it glides round bends.

/** [longitude, latitude, metres along]. */
type Point = [number, number, number];
export interface Spot {
  lat: number;
  lon: number;
  heading: number;
}
/** So many ids fit in one question. */
const AT_ONCE = 20;
const GATHER_MS = 250;
const AGAIN_MS = 30_000;
const RADIANS = Math.PI / 180;

export class Way {
  private row = 0;
  constructor(private readonly points: Point[]) {}

  /** The place so many metres along; before its first and after its last point, that point. */
  at(alongM: number): Spot {
    const { points } = this;
    let row = Math.min(this.row, points.length - 2);
    // the next place asked for is nearly always on this stretch or the next
    if (alongM < points[row]![2] || alongM > (points[row + 2] ?? points[row + 1]!)[2]) row = this.find(alongM);
    else if (alongM > points[row + 1]![2]) row = Math.min(row + 1, points.length - 2);
    this.row = row;
    const [a, b] = [points[row]!, points[row + 1]!];
    const share = b[2] > a[2] ? Math.min(1, Math.max(0, (alongM - a[2]) / (b[2] - a[2]))) : 0;
    const [lon, lat] = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
    const heading = Math.atan2((b[0] - a[0]) * Math.cos(lat * RADIANS), b[1] - a[1]) / RADIANS;
    return { lat, lon, heading: (heading + 360) % 360 };
  }

  private find(alongM: number): number {
    let [low, high] = [0, this.points.length - 2];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.points[middle]![2] <= alongM) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

export class Ways {
  private readonly known = new Map<string, Way | null>();
  private wanted = new Set<string>();
  private timer = 0;

  /** The way if it is here; else it is asked for, and is here soon. */
  find(id: string): Way | null {
    const way = this.known.get(id);
    if (way !== undefined || !id) return way ?? null;
    this.wanted.add(id);
    this.timer ||= window.setTimeout(() => void this.ask(), GATHER_MS);
    return null;
  }

  private async ask(): Promise<void> {
    const ids = [...this.wanted].slice(0, AT_ONCE);
    for (const id of ids) {
      this.wanted.delete(id);
      this.known.set(id, null);
    }
    try {
      const answer = await fetch(`/api/v1/ways?ids=${ids.join(",")}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const { ways } = (await answer.json()) as { ways: { id: string; points: Point[] }[] };
      for (const { id, points } of ways) if (points.length > 1) this.known.set(id, new Way(points));
    } catch {
      // buses glide straight meanwhile
      window.setTimeout(() => ids.forEach((id) => this.known.get(id) ?? this.known.delete(id)), AGAIN_MS);
    }
    this.timer = this.wanted.size ? window.setTimeout(() => void this.ask(), GATHER_MS) : 0;
  }
}
