// Where on one line somebody may be: a weight for every half metre, and with it how far the fixes seem to be shifted.
import { bend, type Line } from "./geometry";

export const CELL_M = 0.5;
const TINY = 1e-13;
/**
 * A fix may be anywhere, whatever accuracy it tells (a reflection between buildings): such a one weighs for no place
 * and shifts nothing. This is how well it then explains each cell, where 1 is a fix that hits it.
 */
const ANYWHERE = 1e-5;

/** One fix as all lines hear it. Metres, degrees; `spread` is the variance of what is new in it. */
export interface HeardFix {
  x: number;
  y: number;
  /** How much of the shift of the fix before remains. */
  keep: number;
  /** The share of what is new in a fix that is laid to the shift. */
  gain: number;
  spread: number;
  courseDeg: number | undefined;
  courseSpreadDeg: number;
}

export class Chain {
  readonly size: number;
  weights: Float64Array;
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private readonly heading: Float64Array;
  private shiftX: Float64Array;
  private shiftY: Float64Array;
  private spare: [Float64Array, Float64Array, Float64Array];
  /** Only cells from here to there have any weight. */
  low = 0;
  high = -1;

  constructor(line: Line) {
    this.size = Math.max(2, Math.ceil(line.length / CELL_M) + 1);
    const empty = (): Float64Array => new Float64Array(this.size);
    [this.weights, this.shiftX, this.shiftY] = [empty(), empty(), empty()];
    this.spare = [empty(), empty(), empty()];
    [this.x, this.y, this.heading] = [empty(), empty(), empty()];
    for (let n = 0; n < this.size; n++) {
      const spot = line.at(n * CELL_M);
      [this.x[n], this.y[n], this.heading[n]] = [spot.x, spot.y, line.heading(n * CELL_M)];
    }
  }

  /** Nobody is anywhere. */
  clear(): void {
    [this.low, this.high] = [0, -1];
  }

  /** More weight for a cell, with the shift that goes with it. */
  add(cell: number, weight: number, shiftX: number, shiftY: number): void {
    if (!(weight > 0)) return;
    const n = Math.min(this.size - 1, Math.max(0, cell));
    this.widen(n);
    const sum = this.weights[n]! + weight;
    this.shiftX[n] = (this.shiftX[n]! * this.weights[n]! + shiftX * weight) / sum;
    this.shiftY[n] = (this.shiftY[n]! * this.weights[n]! + shiftY * weight) / sum;
    this.weights[n] = sum;
  }

  /** The range reaches that cell; what it newly holds is empty, whatever was left there. */
  private widen(n: number): void {
    if (this.high < this.low) {
      this.weights[n] = 0;
      [this.low, this.high] = [n, n];
    } else if (n < this.low) {
      this.weights.fill(0, n, this.low);
      this.low = n;
    } else if (n > this.high) {
      this.weights.fill(0, this.high + 1, n + 1);
      this.high = n;
    }
  }

  /** The shift of a cell. */
  shift(cell: number): [number, number] {
    return [this.shiftX[cell]!, this.shiftY[cell]!];
  }

  /** Let a share of every cell go elsewhere. */
  give(share: number, take: (cell: number, weight: number, shiftX: number, shiftY: number) => void): void {
    for (let n = this.low; n <= this.high; n++) {
      const weight = this.weights[n]! * share;
      if (weight <= 0) continue;
      this.weights[n]! -= weight;
      take(n, weight, this.shiftX[n]!, this.shiftY[n]!);
    }
  }

  /** Everybody moves on by so many cells with these chances; the end holds who would pass it. */
  move(chances: Float64Array): void {
    const [weights, shiftX, shiftY] = this.spare;
    const high = Math.min(this.size - 1, this.high + chances.length - 1);
    weights.fill(0, this.low, high + 1);
    shiftX.fill(0, this.low, high + 1);
    shiftY.fill(0, this.low, high + 1);
    for (let n = this.low; n <= this.high; n++) {
      const own = this.weights[n]!;
      if (own <= 0) continue;
      for (let step = 0; step < chances.length; step++) {
        const to = Math.min(this.size - 1, n + step);
        const weight = own * chances[step]!;
        weights[to]! += weight;
        shiftX[to]! += weight * this.shiftX[n]!;
        shiftY[to]! += weight * this.shiftY[n]!;
      }
    }
    for (let n = this.low; n <= high; n++) {
      if (weights[n]! <= 0) continue;
      shiftX[n]! /= weights[n]!;
      shiftY[n]! /= weights[n]!;
    }
    this.spare = [this.weights, this.shiftX, this.shiftY];
    [this.weights, this.shiftX, this.shiftY, this.high] = [weights, shiftX, shiftY, high];
  }

  /** Weigh every cell by how well it explains the fix. */
  hear(fix: HeardFix): void {
    for (let n = this.low; n <= this.high; n++) {
      if (this.weights[n]! <= 0) continue;
      const oldX = this.shiftX[n]! * fix.keep;
      const oldY = this.shiftY[n]! * fix.keep;
      const newX = fix.x - this.x[n]! - oldX;
      const newY = fix.y - this.y[n]! - oldY;
      const fit = Math.exp(-(newX * newX + newY * newY) / (2 * fix.spread));
      const gain = (fix.gain * fit) / (fit + ANYWHERE);
      this.weights[n]! *= (fit + ANYWHERE) * this.course(n, fix);
      this.shiftX[n] = oldX + gain * newX;
      this.shiftY[n] = oldY + gain * newY;
    }
  }

  /** How well a direction of movement fits a cell; now and then it tells nothing of where the line leads. */
  private course(n: number, fix: HeardFix): number {
    if (fix.courseDeg === undefined) return 1;
    const off = bend(this.heading[n]!, fix.courseDeg) / fix.courseSpreadDeg;
    return Math.exp((-off * off) / 2) + 0.02;
  }

  /** All weights times that; the range shrinks to cells that still matter. */
  scale(factor: number): void {
    for (let n = this.low; n <= this.high; n++) {
      this.weights[n]! *= factor;
      if (this.weights[n]! < TINY) this.weights[n] = 0;
    }
    while (this.low < this.high && this.weights[this.low] === 0) this.low++;
    while (this.high > this.low && this.weights[this.high] === 0) this.high--;
  }

  get sum(): number {
    let sum = 0;
    for (let n = this.low; n <= this.high; n++) sum += this.weights[n]!;
    return sum;
  }

  /** The middle of all weight, in metres along the line; undefined where there is none. */
  get middle(): number | undefined {
    let sum = 0;
    let metres = 0;
    for (let n = this.low; n <= this.high; n++) {
      sum += this.weights[n]!;
      metres += this.weights[n]! * n * CELL_M;
    }
    return sum > 0 ? metres / sum : undefined;
  }
}
