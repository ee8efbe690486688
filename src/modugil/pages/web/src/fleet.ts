// The fleet as the server streams it: who is where, and how old that is.
import { Glide, type Position } from "./glide";
import { calm } from "./region-map";
import { Ways } from "./ways";

export interface Facts {
  run?: string;
  way?: string;
  line?: string;
  color?: string;
  lowFloor?: "yes" | "no" | "unknown";
}
/** `facts` are left out where they are as they were. */
interface Dot extends Omit<Position, "run" | "way"> {
  id: string;
  facts?: Facts;
}
interface Frame {
  version: number;
  now: number;
  speed: number;
  vehicles: Dot[];
  gone: string[];
}
export interface Bus {
  id: string;
  facts: Facts;
  glide: Glide;
  /** Whether it was drawn the last time. */
  shown: boolean;
}
const AGAIN_MS = 10_000;
/** A clock set right by less is still the same clock. */
const OTHER_CLOCK_MS = 60_000;

export class Fleet {
  readonly buses = new Map<string, Bus>();
  /** Whether the map is so near that bends can be seen: only then ways are asked for. */
  closeUp = false;
  private readonly still = calm();
  private readonly ways = new Ways();
  private version = -1;
  private serverMs = 0;
  private heardMs = 0;
  private speed = 1;
  private source: EventSource | null = null;

  /** `changed` is called whenever something is new. */
  constructor(private readonly changed: () => void) {}

  follow(): void {
    const source = new EventSource("/api/v1/vehicles/stream");
    this.source = source;
    source.addEventListener("frame", (event) => this.takeAll(JSON.parse(event.data as string) as Frame));
    source.addEventListener("change", (event) => this.take(JSON.parse(event.data as string) as Frame));
    source.addEventListener("error", () => {
      // a refused stream is not tried again by the browser itself
      if (source.readyState !== EventSource.CLOSED) return;
      window.setTimeout(() => {
        if (this.source === source) this.follow();
      }, AGAIN_MS);
    });
  }

  rest(): void {
    this.source?.close();
    this.source = null;
  }

  /** Seconds since the bus was where it is shown to go. */
  ageS(bus: Bus): number {
    const now = this.serverMs + (performance.now() - this.heardMs) * this.speed;
    return Math.max(0, (now - bus.glide.measured) / 1000);
  }

  private takeAll(frame: Frame): void {
    // a server that began anew counts from the beginning, and its clock may be another
    if (frame.version < this.version || frame.now < this.serverMs - OTHER_CLOCK_MS) this.buses.clear();
    const there = new Set(frame.vehicles.map((one) => one.id));
    for (const id of this.buses.keys()) if (!there.has(id)) this.buses.delete(id);
    this.take(frame);
  }

  private take(frame: Frame): void {
    const now = performance.now();
    [this.version, this.serverMs, this.heardMs, this.speed] = [frame.version, frame.now, now, frame.speed];
    for (const id of frame.gone) this.buses.delete(id);
    for (const dot of frame.vehicles) {
      const bus = this.buses.get(dot.id);
      const facts = dot.facts ?? bus?.facts ?? {};
      const near = !this.still && this.closeUp && bus?.shown;
      const position: Position = { ...dot, run: facts.run ?? "", way: near ? this.ways.find(facts.way ?? "") : null };
      if (!bus) this.buses.set(dot.id, { id: dot.id, facts, glide: new Glide(position, this.still), shown: false });
      else if (bus.glide.push(position, now, frame.speed) || dot.t === bus.glide.measured) bus.facts = facts;
    }
    this.changed();
  }
}
