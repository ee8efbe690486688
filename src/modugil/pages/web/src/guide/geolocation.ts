// Positions from the device itself.
import type { Fix, Source, SourceNews } from "./guide";

/** A device that found nothing for so long is told of; it goes on looking. */
const PATIENCE_MS = 15_000;
const WHY: Record<number, string> = { 1: "denied", 2: "unavailable", 3: "timeout" };

export class DevicePosition implements Source {
  private watch: number | null = null;
  private lost = false;

  static get isThere(): boolean {
    return "geolocation" in navigator && window.isSecureContext;
  }

  start(tell: (news: SourceNews) => void): Promise<void> {
    this.stop();
    this.watch = navigator.geolocation.watchPosition(
      (position) => {
        if (this.lost) tell({ kind: "back" });
        this.lost = false;
        tell({ kind: "fix", fix: toFix(position) });
      },
      ({ code }) => {
        this.lost = true;
        tell({ kind: "lost", why: WHY[code] ?? "unavailable" });
      },
      { enableHighAccuracy: true, maximumAge: 0, timeout: PATIENCE_MS },
    );
    return Promise.resolve();
  }

  stop(): void {
    if (this.watch !== null) navigator.geolocation.clearWatch(this.watch);
    this.watch = null;
  }
}

function toFix({ coords, timestamp }: GeolocationPosition): Fix {
  const fix: Fix = { at: [coords.longitude, coords.latitude], timeMs: timestamp, accuracyM: coords.accuracy };
  if (isTold(coords.speed)) fix.speedMps = coords.speed;
  if (isTold(coords.heading)) fix.courseDeg = coords.heading;
  return fix;
}

/** Null or NaN where the device does not tell. */
const isTold = (value: number | null): value is number => value !== null && Number.isFinite(value);
