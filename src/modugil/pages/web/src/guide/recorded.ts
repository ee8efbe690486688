// A recorded trace in place of a receiver: NMEA lines, GPX, a GeoJSON line with times, or rows of lat,lon,time.
import type { Fix, Source, SourceNews } from "./guide";
import { addNoise, type Noise } from "./noise";
import { NmeaReader } from "./nmea";

/** Of a trace that does not tell how good its fixes are. */
const UNTOLD_M = 5;
const HDOP_M = 4;

/** The fixes of a trace in order of time; none where it is of no known form. */
export function readTrace(text: string): Fix[] {
  const begin = text.trimStart();
  const fixes = begin.startsWith("<") ? readGpx(begin) : begin.startsWith("{") ? readGeoJson(begin) : begin.startsWith("$") ? readNmea(begin) : readRows(begin);
  return fixes.filter(isWhole).sort((one, other) => one.timeMs - other.timeMs);
}

function isWhole(fix: Fix): boolean {
  return [...fix.at, fix.timeMs, fix.accuracyM].every(Number.isFinite) && Math.abs(fix.at[1]) <= 90 && Math.abs(fix.at[0]) <= 180;
}

function readNmea(text: string): Fix[] {
  const reader = new NmeaReader();
  return [...reader.read(text), ...reader.end()];
}

function readGpx(text: string): Fix[] {
  return [...text.matchAll(/<trkpt\b([^>]*)>([\s\S]*?)<\/trkpt>/g)].map(([, named, inner]) => {
    const at = (name: string): number => Number(new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`).exec(named!)?.[1] ?? NaN);
    const told = (name: string): string | undefined => new RegExp(`<(?:\\w+:)?${name}>\\s*([^<]*?)\\s*<`).exec(inner!)?.[1];
    const hdop = Number(told("hdop") ?? NaN);
    return makeFix([at("lon"), at("lat")], Date.parse(told("time") ?? ""), {
      accuracy: String(hdop * HDOP_M),
      speed: told("speed"),
      course: told("course"),
    });
  });
}

type Told = Partial<Record<"accuracy" | "speed" | "course", string | undefined>>;

function makeFix(at: Fix["at"], timeMs: number, told: Told): Fix {
  const accuracyM = Number(told.accuracy || NaN);
  const fix: Fix = { at, timeMs, accuracyM: accuracyM > 0 ? accuracyM : UNTOLD_M };
  const [speed, course] = [Number(told.speed || NaN), Number(told.course || NaN)];
  if (Number.isFinite(speed)) fix.speedMps = speed;
  if (Number.isFinite(course)) fix.courseDeg = course;
  return fix;
}

interface Feature {
  type?: string;
  features?: Feature[];
  geometry?: { type?: string; coordinates?: number[][] };
  properties?: Record<string, unknown> | null;
}

function readGeoJson(text: string): Fix[] {
  let whole: Feature;
  try {
    whole = JSON.parse(text) as Feature;
  } catch {
    return [];
  }
  const lines = (whole.features ?? [whole]).filter((one) => one.geometry?.type === "LineString");
  return lines.flatMap(({ geometry, properties }) => {
    const times = (properties?.["coordTimes"] ?? properties?.["times"] ?? []) as unknown[];
    return (geometry?.coordinates ?? []).map((at, n) => makeFix([at[0]!, at[1]!], toMs(times[n] ?? at[3]), {}));
  });
}

/** A time as a date or as seconds or milliseconds since 1970. */
function toMs(time: unknown): number {
  const value = typeof time === "number" ? time : Number(time || NaN);
  if (Number.isFinite(value)) return value < 1e11 ? value * 1000 : value;
  return typeof time === "string" ? Date.parse(time) : NaN;
}

/** Rows under a heading of lat, lon, time and perhaps accuracy, speed, course. */
function readRows(text: string): Fix[] {
  const [head, ...rows] = text.split(/\r?\n/).filter((row) => row.trim());
  const names = (head ?? "").toLowerCase().split(",").map((name) => name.trim());
  const place = (...known: string[]): number => names.findIndex((name) => known.includes(name));
  const [lat, lon, time] = [place("lat", "latitude"), place("lon", "lng", "longitude"), place("time", "timestamp")];
  if (Math.min(lat, lon, time) < 0) return [];
  return rows.map((row) => {
    const fields = row.split(",").map((field) => field.trim());
    const told = (...known: string[]): string | undefined => fields[place(...known)];
    const at: Fix["at"] = [Number(fields[lon] || NaN), Number(fields[lat] || NaN)];
    return makeFix(at, toMs(fields[time]), { accuracy: told("accuracy", "accuracy_m"), speed: told("speed", "speed_mps"), course: told("course", "course_deg") });
  });
}

/** How a trace is played: so many times as fast as it was, with noise on top. */
export interface Playing extends Partial<Omit<Noise, "sigmaM">> {
  speed: number;
  noiseM: number;
  /** The number of the first fix of each leg, where that is known. */
  legStarts?: readonly number[];
}

/** Fixes told in their own rhythm, or so many times faster; then that nothing more comes. */
export class Recorded implements Source {
  private readonly fixes: Fix[];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tell: (news: SourceNews) => void = () => undefined;
  private told = 0;

  constructor(
    fixes: Fix[],
    private readonly playing: Playing,
  ) {
    this.fixes = addNoise(fixes, { ...playing, sigmaM: playing.noiseM, speedMps: playing.noiseM > 0 ? 0.1 : 0, courseDeg: playing.noiseM > 0 ? 10 : 0 });
  }

  async start(tell: (news: SourceNews) => void): Promise<void> {
    this.tell = tell;
    this.next();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  /** Forward only: a leg that was played already is not played again. */
  skipTo(leg: number): void {
    const first = this.playing.legStarts?.[leg];
    if (first === undefined || first <= this.told) return;
    clearTimeout(this.timer);
    this.told = first;
    this.next();
  }

  private next(): void {
    const fix = this.fixes[this.told++];
    if (!fix) return this.tell({ kind: "lost", why: "ended" });
    this.tell({ kind: "fix", fix });
    const wait = (this.fixes[this.told]?.timeMs ?? fix.timeMs) - fix.timeMs;
    this.timer = setTimeout(() => this.next(), Math.max(0, wait / this.playing.speed));
  }
}
