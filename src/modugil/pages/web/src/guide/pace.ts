// How fast somebody goes: as the source tells it, else as far as they came along the way.
import { CELL_M } from "./chain";
import type { Fix } from "./guide";

/** The chance that somebody goes at any speed, and that they stand still, where the source tells their speed or not. */
const TOLD = { any: 0.03, still: 0 };
const UNTOLD = { any: 0.05, still: 0.2 };
const FIXES = 12;
const MEASURED_S = 5;

export class Pace {
  private lately: { timeMs: number; alongM: number }[] = [];
  private speed: number;

  constructor(private readonly usualMps: number) {
    this.speed = usualMps;
  }

  get speedMps(): number {
    return this.speed;
  }

  /** How far one may have come since the fix before, in cells. */
  chances(fix: Fix, seconds: number): Float64Array {
    const told = fix.speedMps;
    const speed = told ?? this.speed;
    const spread = told === undefined ? 0.45 * seconds : 0.25 * seconds + 0.15;
    const longest = Math.max(2.4, speed + 1) * seconds + 1;
    const chances = new Float64Array(Math.ceil(longest / CELL_M) + 1).map((_, n) => Math.exp((-(((n * CELL_M - speed * seconds) / spread) ** 2)) / 2));
    const sum = chances.reduce((all, one) => all + one, 0);
    const { any, still } = told === undefined ? UNTOLD : TOLD;
    return chances.map((one, n) => ((1 - any - still) * one) / sum + any / chances.length + (n === 0 ? still : 0));
  }

  /** One is so far along the way at this fix. */
  hear(fix: Fix, alongM: number): void {
    this.lately.push({ timeMs: fix.timeMs, alongM });
    if (this.lately.length > FIXES) this.lately.shift();
    const first = this.lately[0]!;
    const seconds = (fix.timeMs - first.timeMs) / 1000;
    if (fix.speedMps !== undefined) this.speed += (fix.speedMps - this.speed) * 0.2;
    else if (seconds >= MEASURED_S) {
      const measured = Math.max(0, (alongM - first.alongM) / seconds);
      this.speed = Math.min(2.5, 0.7 * measured + 0.3 * this.usualMps);
    }
  }

  forget(): void {
    this.lately = [];
  }
}
