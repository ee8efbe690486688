// What GNSS receivers tell, line by line: $GNRMC,082204.00,A,3330.6789,N,12631.2345,E,2.1,84.4,231126,,,A*7C
// A fix is made of all lines of one instant: RMC (time, date, speed, course), GGA (quality, HDOP), GST (deviations).
// Source: NMEA 0183; what is missing, broken or foreign is counted and passed over, never thrown.
import type { Fix } from "./guide";

/** Metres of error in range for each kind of fix, which HDOP multiplies to metres on the ground. */
const RANGE_ERROR_M: Record<string, number> = { "1": 4, "2": 1.5, "3": 1, "4": 0.02, "5": 0.4, "6": 15 };
const USUAL_ERROR_M = 4;
/** Of a receiver that tells nothing about how good it is. */
const UNTOLD_M = 10;
const KNOTS_MPS = 1852 / 3600;
const DAY_MS = 86_400_000;
const LONGEST_LINE = 512;
/** Slower than this a course is mere noise. */
const COURSE_FROM_MPS = 0.3;

/** All that the lines of one instant told. */
interface Instant {
  time: string;
  kinds: Set<string>;
  told: boolean;
  lat?: number;
  lon?: number;
  valid: boolean;
  date?: string;
  speedMps?: number;
  courseDeg?: number;
  quality?: string;
  hdop?: number;
  deviationM?: number;
}

export interface NmeaCounts {
  lines: number;
  /** Lines whose checksum is missing or wrong, or that were cut. */
  broken: number;
  /** Good lines of kinds that are not needed here. */
  foreign: number;
  /** Instants without a valid place or a date. */
  placeless: number;
}

export class NmeaReader {
  readonly counts: NmeaCounts = { lines: 0, broken: 0, foreign: 0, placeless: 0 };
  private readonly decoder = new TextDecoder("latin1");
  private rest = "";
  private now: Instant | null = null;
  /** Which lines the instant before had: with them an instant is whole. */
  private expected = new Set<string>();
  private dayMs: number | undefined;
  private lastMs = -Infinity;

  /** The fixes that are whole with this piece of what the receiver sends, which may end anywhere. */
  read(piece: string | Uint8Array): Fix[] {
    this.rest += typeof piece === "string" ? piece : this.decoder.decode(piece);
    const lines = this.rest.split(/[\r\n]+/);
    this.rest = lines.pop()!;
    if (this.rest.length > LONGEST_LINE) {
      this.counts.broken++;
      this.rest = "";
    }
    return lines.filter(Boolean).flatMap((line) => this.line(line));
  }

  /** The last fix, when nothing more will come. */
  end(): Fix[] {
    const fixes = this.read("\n");
    return [...fixes, ...this.close()];
  }

  private line(text: string): Fix[] {
    this.counts.lines++;
    const fields = splitChecked(text);
    if (!fields) {
      this.counts.broken++;
      return [];
    }
    const kind = fields[0]!.slice(-3);
    if (kind === "ZDA") this.day(`${fields[2]}${fields[3]}${(fields[4] ?? "").slice(-2)}`);
    if (!["RMC", "GGA", "GST"].includes(kind)) {
      this.counts.foreign++;
      return [];
    }
    const fixes = this.now && this.now.time !== fields[1] ? this.close() : [];
    this.now ??= { time: fields[1] ?? "", kinds: new Set(), told: false, valid: true };
    this.now.kinds.add(kind);
    TAKE[kind as keyof typeof TAKE](this.now, fields);
    const whole = this.expected.size > 0 && [...this.expected].every((one) => this.now!.kinds.has(one));
    return whole ? [...fixes, ...this.tell()] : fixes;
  }

  private close(): Fix[] {
    const fixes = this.tell();
    if (this.now) this.expected = this.now.kinds;
    this.now = null;
    return fixes;
  }

  private tell(): Fix[] {
    const now = this.now;
    if (!now || now.told) return [];
    now.told = true;
    const timeMs = this.timeOf(now);
    if (!now.valid || now.lat === undefined || now.lon === undefined || timeMs === undefined) {
      this.counts.placeless++;
      return [];
    }
    const fix: Fix = { at: [now.lon, now.lat], timeMs, accuracyM: accuracyOf(now) };
    if (now.speedMps !== undefined) fix.speedMps = now.speedMps;
    if (now.courseDeg !== undefined && (now.speedMps ?? 1) >= COURSE_FROM_MPS) fix.courseDeg = now.courseDeg;
    return [fix];
  }

  private day(ddmmyy: string | undefined): void {
    const parts = /^(\d\d)(\d\d)(\d\d)$/.exec(ddmmyy ?? "");
    if (parts) this.dayMs = Date.UTC(2000 + Number(parts[3]), Number(parts[2]) - 1, Number(parts[1]));
  }

  /** Of an instant without a date it is that of the one before, the next day when its time is past midnight. */
  private timeOf(now: Instant): number | undefined {
    if (now.date) this.day(now.date);
    const parts = /^(\d\d)(\d\d)(\d\d(?:\.\d+)?)$/.exec(now.time);
    if (!parts || this.dayMs === undefined) return undefined;
    const inDay = (Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3])) * 1000;
    if (!now.date && this.dayMs + inDay < this.lastMs - DAY_MS / 2) this.dayMs += DAY_MS;
    this.lastMs = Math.round(this.dayMs + inDay);
    return this.lastMs;
  }
}

/** The fields of a line whose checksum is right; undefined else. */
function splitChecked(text: string): string[] | undefined {
  const parts = /\$([^$*]{5,})\*([0-9A-Fa-f]{2})\s*$/.exec(text);
  if (!parts) return undefined;
  let sum = 0;
  for (let n = 0; n < parts[1]!.length; n++) sum ^= parts[1]!.charCodeAt(n);
  return sum === parseInt(parts[2]!, 16) ? parts[1]!.split(",") : undefined;
}

const TAKE = {
  RMC(now: Instant, fields: string[]): void {
    if (fields[2] !== "A") now.valid = false;
    place(now, fields.slice(3, 7));
    const knots = toNumber(fields[7]);
    const course = toNumber(fields[8]);
    if (knots !== undefined) now.speedMps = knots * KNOTS_MPS;
    if (course !== undefined) now.courseDeg = course;
    if (fields[9]) now.date = fields[9];
  },
  GGA(now: Instant, fields: string[]): void {
    now.quality = fields[6] ?? "0";
    if (now.quality === "0" || now.quality === "") now.valid = false;
    place(now, fields.slice(2, 6));
    const hdop = toNumber(fields[8]);
    if (hdop !== undefined) now.hdop = hdop;
  },
  GST(now: Instant, fields: string[]): void {
    const [lat, lon] = [toNumber(fields[6]), toNumber(fields[7])];
    if (lat !== undefined && lon !== undefined) now.deviationM = Math.hypot(lat, lon);
  },
};

function toNumber(text: string | undefined): number | undefined {
  const value = text ? Number(text) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** ddmm.mmmm,N,dddmm.mmmm,E */
function place(now: Instant, [lat, north, lon, east]: string[]): void {
  const [y, x] = [toDegrees(lat, 2), toDegrees(lon, 3)];
  if (y === undefined || x === undefined || y > 90 || x > 180) return;
  now.lat = north === "S" ? -y : y;
  now.lon = east === "W" ? -x : x;
}

function toDegrees(text: string | undefined, digits: number): number | undefined {
  const minutes = toNumber(text?.slice(digits));
  const degrees = toNumber(text?.slice(0, digits));
  return minutes === undefined || degrees === undefined || minutes >= 60 ? undefined : degrees + minutes / 60;
}

/** Deviations where they are told, else HDOP times the usual error of such a fix. */
function accuracyOf(now: Instant): number {
  if (now.deviationM !== undefined) return now.deviationM;
  if (now.hdop === undefined) return UNTOLD_M;
  return now.hdop * (RANGE_ERROR_M[now.quality ?? ""] ?? USUAL_ERROR_M);
}
