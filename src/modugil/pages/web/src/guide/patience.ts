// How somebody is told of new ways who follows none: after the second, hardly. What is felt goes on.

/** Another way is looked for so far apart at the least; each that is not followed doubles it, up to the longest. */
const PAUSE_MS = 15_000;
const LONGEST_MS = 120_000;
/** From so many new ways on that were not followed nothing is said of another. */
const IGNORED = 2;
/** Who came so far along a new way follows it. */
const FOLLOWED_M = 15;
/** Who is off the way and hears nothing of it feels it so often. */
const FELT_MS = 30_000;

export class Patience {
  private ignored = 0;
  /** Where along a new way one began, while it is not known whether it is followed. */
  private newFromM: number | undefined;
  private feltAt = 0;

  /** Whether nothing is said of ways. */
  get silent(): boolean {
    return this.ignored >= IGNORED;
  }

  get pauseMs(): number {
    return Math.min(LONGEST_MS, PAUSE_MS * 2 ** Math.max(0, this.ignored - 1));
  }

  /** Another way is shown, which begins at these metres of it. */
  begin(alongM: number): void {
    this.newFromM = alongM;
  }

  /** One is so far along the way: whether it is known only now that one follows it after a silence. */
  follow(alongM: number): boolean {
    if (this.newFromM === undefined || alongM - this.newFromM < FOLLOWED_M) return false;
    const was = this.silent;
    this.reset();
    return was;
  }

  /** The way was left: whether the silence begins now, which is to be said. */
  leave(timeMs: number): boolean {
    const was = this.silent;
    this.ignored = this.newFromM === undefined ? 0 : this.ignored + 1;
    this.newFromM = undefined;
    this.feltAt = timeMs;
    return this.silent && !was;
  }

  /** Whether it is time to let it be felt again that one is off the way. */
  feel(timeMs: number): boolean {
    if (!this.silent || timeMs - this.feltAt < FELT_MS) return false;
    this.feltAt = timeMs;
    return true;
  }

  reset(): void {
    [this.ignored, this.newFromM] = [0, undefined];
  }
}
