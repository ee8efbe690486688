// What is felt: one pattern of vibration for each thing one must know without looking or hearing.
import type { Word } from "./guide";

export type Buzz = Exclude<Word["buzz"], "">;

/** Milliseconds of vibration and rest in turn. */
export const PATTERNS: Record<Buzz, number[]> = {
  left: [120, 120, 120],
  right: [120, 120, 120, 120, 120],
  ahead: [400],
  caution: [400, 120, 120, 120, 400],
  "off-route": [900, 250, 900, 250, 900],
  arrived: [120, 120, 120, 120, 900],
};

export const canBuzz = (): boolean => typeof navigator.vibrate === "function";

/** Whether the device took it. */
export function feel(buzz: Buzz): boolean {
  return canBuzz() && navigator.vibrate(PATTERNS[buzz]);
}

export function stopBuzzing(): void {
  if (canBuzz()) navigator.vibrate(0);
}
