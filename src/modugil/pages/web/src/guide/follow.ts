// Where along the way somebody is, and whether they left it: every half metre of the way, and of what leads away from
// it, is weighed by how well it explains all fixes so far (a forward filter over a hidden Markov model).
import { CELL_M, Chain } from "./chain";
import { type Exit, listExits } from "./exits";
import { accuracyOf, FixErrors } from "./fix-errors";
import { bend, distance, Line, type Spot } from "./geometry";
import type { Fix } from "./guide";
import type { OnEdge } from "./network";
import { Pace } from "./pace";
import type { Way } from "./way";

/**
 * The logarithm of how much likelier it is to have left the way than not, from which on it is said: where the source
 * tells the direction of movement, and where only places tell it; more where errors drift, as a drift looks like a
 * movement. Chosen by tests/pages/guide/wander.mjs.
 */
const OFF_ODDS = { told: 1, untold: 1.5, drift: 3 };
/** The chance to take an exit when one passes it, and to turn around within a second. */
const EXIT_CHANCE = 0.01;
const TURN_CHANCE = 0.002;
/** Who left may come back: so large a share within a second. */
const RETURN_CHANCE = 0.003;
/** Without a course who turned around is never that certain, for some turn back again. */
const TURNED_ODDS = { told: 8, untold: 4 };
const LEAST_STEP_S = 0.8;
/** After a longer silence one may be anywhere: the way is begun again where the fix is, rather ahead than behind. */
const LONGEST_STEP_S = 120;
/** After so many fixes on the way but far from where one should be on it, too: who is faster than anybody walks. */
const LOST_FIXES = 5;
const BACKED_M = 12;
const SAME_DEG = 45;
/** Who begins and goes the other way is seen to go so far ahead at the most, until it is known. */
const BEGUN_M = 25;
/** Farther than so many accuracies and than so many metres for so many fixes is off the way whatever else fits. */
const FAR_TIMES = 3.5;
const FAR_M = 15;
const FAR_FIXES = 4;

const far = (fix: Fix): number => Math.max(FAR_M, FAR_TIMES * accuracyOf(fix));

export interface Followed {
  alongM: number;
  /** How far the fix is from the nearest point of the whole way. */
  awayM: number;
  speedMps: number;
  odds: number;
  off: boolean;
  /** Whether the fix is farther from the way than it may be wrong. */
  outside: boolean;
  /** Whether one goes the way backward. */
  turned: boolean;
}

interface Branch {
  exit: Exit;
  chain: Chain;
}

export class Follower {
  private readonly main: Chain;
  private readonly back: Chain;
  private readonly exits: Exit[];
  private branches: Branch[] = [];
  private timeMs = 0;
  private readonly errors = new FixErrors();
  private farFixes = 0;
  private lostFixes = 0;
  private alongM = 0;
  private highestM = 0;
  private begunM = 0;
  private started = false;
  private readonly pace: Pace;
  private turned = false;
  /** Whether the source tells speed and course. */
  private courseTold = false;

  constructor(
    readonly way: Way,
    usualMps: number,
  ) {
    this.main = new Chain(way.line);
    this.back = new Chain(new Line([...way.line.spots].reverse()));
    this.exits = listExits(way);
    this.pace = new Pace(usualMps);
  }

  /** How things stand after a fix that is good enough to move anything. */
  hear(fix: Fix, spot: Spot): Followed {
    const away = this.way.line.nearest(spot).away;
    const seconds = (fix.timeMs - this.timeMs) / 1000;
    if (!this.started) this.begin(fix, spot, 0);
    else if (seconds > LONGEST_STEP_S || this.lostFixes >= LOST_FIXES) this.beginAgain(fix, spot);
    else if (seconds >= LEAST_STEP_S) this.step(fix, spot, seconds);
    const odds = this.odds();
    this.farFixes = away > far(fix) ? this.farFixes + 1 : 0;
    const outside = away > accuracyOf(fix);
    this.courseTold = fix.speedMps !== undefined;
    const off = outside && (odds > this.enough() || this.farFixes >= FAR_FIXES);
    return { alongM: this.alongM, awayM: away, speedMps: this.pace.speedMps, odds, off, outside, turned: this.turned };
  }

  /** The place on a street off the way that explains the fixes best; undefined where none does. */
  offPlace(): OnEdge | undefined {
    const best = this.branches.map((one) => ({ one, sum: one.chain.sum })).sort((a, b) => b.sum - a.sum)[0];
    if (!best || best.sum <= this.main.sum) return undefined;
    const middle = best.one.chain.middle;
    return middle === undefined ? undefined : best.one.exit.way.place(middle);
  }

  private begin(fix: Fix, spot: Spot, fromM: number): void {
    this.started = true;
    this.timeMs = fix.timeMs;
    const reach = Math.max(4 * accuracyOf(fix), 12);
    const nearest = this.way.line.nearest(spot);
    const first = this.firstWithin(spot, Math.max(reach, nearest.away + 1), fromM);
    const spread = accuracyOf(fix) ** 2;
    for (let n = Math.max(0, Math.floor((first - reach) / CELL_M)); n * CELL_M <= first + 2 * reach && n < this.main.size; n++) {
      const here = this.way.line.at(n * CELL_M);
      const off = distance(here, spot);
      const weight = Math.exp(-(off * off - nearest.away * nearest.away) / (2 * spread));
      if (weight > 1e-6) this.main.add(n, weight, (spot.x - here.x) / 2, (spot.y - here.y) / 2);
    }
    this.errors.begin(fix, spot);
    this.alongM = this.main.middle ?? nearest.metres;
    this.highestM = this.begunM = this.alongM;
    this.remember(fix);
  }

  private beginAgain(fix: Fix, spot: Spot, fromM = Math.max(0, this.alongM - BACKED_M)): void {
    for (const chain of this.chains()) chain.clear();
    this.branches = [];
    this.pace.forget();
    [this.lostFixes, this.turned] = [0, false];
    this.begin(fix, spot, fromM);
  }

  /** Where the way first comes that near from those metres on: a way that returns is begun where it comes first. */
  private firstWithin(spot: Spot, reach: number, fromM: number): number {
    for (let metres = fromM; metres <= this.way.line.length; metres += CELL_M) if (distance(this.way.line.at(metres), spot) <= reach) return metres;
    return this.way.line.nearest(spot).metres;
  }

  private step(fix: Fix, spot: Spot, seconds: number): void {
    this.timeMs = fix.timeMs;
    const chances = this.pace.chances(fix, seconds);
    this.cross(seconds);
    for (const one of this.branches) {
      one.chain.move(chances);
      this.leave(one, chances);
    }
    this.main.move(chances);
    this.back.move(chances);
    const heard = this.errors.prepare(fix, spot, seconds);
    for (const chain of this.chains()) chain.hear(heard);
    this.settle();
    this.remember(fix);
    const again = this.laterPass(spot, 4 * accuracyOf(fix));
    if (again !== undefined) return this.beginAgain(fix, spot, again);
    const lost = distance(this.way.line.at(this.alongM), spot) > far(fix) && this.way.line.nearest(spot).away <= 2 * accuracyOf(fix);
    this.lostFixes = lost ? this.lostFixes + 1 : 0;
  }

  private chains(): Chain[] {
    return [this.main, this.back, ...this.branches.map((one) => one.chain)];
  }

  /** Some turn around, some who left come back. */
  private cross(seconds: number): void {
    this.open();
    const turn = 1 - (1 - TURN_CHANCE) ** seconds;
    const last = this.main.size - 1;
    const turning: [number, number, number, number][] = [];
    this.main.give(turn, (cell, ...rest) => turning.push([last - cell, ...rest]));
    this.back.give(turn, (cell, ...rest) => this.main.add(last - cell, ...rest));
    for (const one of turning) this.back.add(...one);
    const home = 1 - (1 - RETURN_CHANCE) ** seconds;
    for (const { exit, chain } of this.branches)
      chain.give(home, (_, ...rest) => this.main.add(Math.round(exit.atM / CELL_M), ...rest));
  }

  /** Exits that come near are followed from now on. */
  private open(): void {
    const [from, to] = [this.main.low * CELL_M - 5, this.main.high * CELL_M + 10];
    for (const exit of this.exits)
      if (exit.atM >= from && exit.atM <= to && !this.branches.some((one) => one.exit === exit)) this.branches.push({ exit, chain: new Chain(exit.way.line) });
  }

  /** Of those whom a step takes past an exit, some take it. */
  private leave(branch: Branch, chances: Float64Array): void {
    const gate = Math.round(branch.exit.atM / CELL_M);
    for (let n = Math.max(0, gate - chances.length + 1); n <= gate; n++) {
      const weight = this.main.weights[n]! * EXIT_CHANCE;
      if (!(weight > 0)) continue;
      const [x, y] = this.main.shift(n);
      for (let step = Math.max(1, gate - n); step < chances.length; step++) branch.chain.add(n + step - gate, weight * chances[step]!, x, y);
    }
  }

  private enough(): number {
    return (this.courseTold ? OFF_ODDS.told : OFF_ODDS.untold) + OFF_ODDS.drift * (1 - this.errors.whiteShare);
  }

  private settle(): void {
    const sum = this.chains().reduce((all, one) => all + one.sum, 0);
    for (const chain of this.chains()) chain.scale(sum > 0 ? 1 / sum : 1);
    if (!(this.main.sum > 0)) this.main.add(Math.round(this.alongM / CELL_M), 1e-9, 0, 0);
    this.branches = this.branches.filter((one) => one.chain.sum > 1e-7 || Math.abs(one.exit.atM - this.alongM) < 30);
    this.advance();
  }

  private goesBack(): boolean {
    return this.back.sum > Math.exp(this.courseTold ? TURNED_ODDS.told : TURNED_ODDS.untold) * this.main.sum;
  }

  private advance(): void {
    const middle = this.main.middle ?? this.alongM;
    const behind = this.way.line.length - (this.back.middle ?? 0);
    if (this.goesBack()) {
      this.turned = this.turned || this.highestM - behind > BACKED_M;
      this.alongM = behind;
    } else {
      if (this.turned && this.main.sum > this.back.sum) [this.turned, this.highestM] = [false, middle];
      // noise moves nobody back: only a difference that noise does not make
      this.alongM = middle > this.alongM || this.alongM - middle > 10 ? middle : this.alongM;
    }
    this.highestM = Math.max(this.highestM, this.alongM);
  }

  /**
   * Where the way passes here again the other way round, for whoever begins there on a way that returns: only backward
   * did they ever go on the first pass. Undefined where it does not.
   */
  private laterPass(spot: Spot, reach: number): number | undefined {
    if (this.highestM - this.begunM > BEGUN_M || !this.goesBack()) return undefined;
    const { line } = this.way;
    const wanted = line.heading(this.alongM) + 180;
    for (let metres = this.alongM + CELL_M; metres <= line.length; metres += CELL_M)
      if (distance(line.at(metres), spot) <= Math.max(reach, BACKED_M) && Math.abs(bend(line.heading(metres), wanted)) < SAME_DEG) return metres;
    return undefined;
  }

  private odds(): number {
    const away = this.branches.reduce((sum, one) => sum + one.chain.sum, 0);
    return away > 0 ? Math.log(away / (this.main.sum + this.back.sum)) : -Infinity;
  }

  private remember(fix: Fix): void {
    this.pace.hear(fix, this.main.middle ?? this.alongM);
  }
}
