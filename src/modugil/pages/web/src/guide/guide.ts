// What the engine that guides and the page that shows it say to each other.
import type { Access, Point } from "./packet";

/** One position, whoever measured it. Times in milliseconds since 1970 as the source tells them. */
export interface Fix {
  at: Point;
  timeMs: number;
  /** Metres within which the true place lies in 68 of 100 cases. */
  accuracyM: number;
  /** Over ground, from Doppler; left out where the source does not tell or one stands. */
  speedMps?: number;
  /** Degrees clockwise from north. */
  courseDeg?: number;
}

/** Something a source of fixes tells; `lost` when nothing comes any more. */
export type SourceNews = { kind: "fix"; fix: Fix } | { kind: "lost"; why: string } | { kind: "back" };

/** Geolocation, a receiver over a cable or radio, or a replayed trace. */
export interface Source {
  start(tell: (news: SourceNews) => void): Promise<void>;
  stop(): void;
  /** Of what only shows a way: go on from where that leg begins. */
  skipTo?(leg: number): void;
}

export type Turn = "start" | "straight" | "left" | "right" | "sharp-left" | "sharp-right" | "back" | "arrive";

/** What comes: a thing that needs care, on the way, in metres along it. */
export interface Caution {
  kind: "up" | "down" | "steps" | "kerb" | "crossing" | "narrow" | "surface" | "elevator" | "escalator" | "barrier" | "unknown" | "road" | "tilt";
  fromM: number;
  toM: number;
  text: string;
}

/** One instruction, good enough to read aloud. */
export interface Instruction {
  /** Metres along the way at which it is done. */
  atM: number;
  turn: Turn;
  text: string;
  street: string;
  landmark: string;
}

export type Urgency = "now" | "soon" | "calm";

/** One thing to say, show and feel. */
export interface Word {
  /** "" for what is felt only. */
  text: string;
  urgency: Urgency;
  /** Which pattern of vibration goes with it; "" for none. */
  buzz: "left" | "right" | "ahead" | "caution" | "off-route" | "arrived" | "";
}

/** How things stand after a fix: everything the page shows. */
export interface State {
  phase: "waiting" | "to-way" | "on-way" | "off-way" | "riding" | "arrived";
  leg: number;
  /** The fix, and the place on the way or street it is taken for. */
  fix: Fix | null;
  snapped: Point | null;
  alongM: number;
  leftM: number;
  leftS: number;
  next: Instruction | null;
  nextInM: number;
  coming: Caution | null;
  comingInM: number;
  /** The way from here on: redrawn when it changed. */
  line: Point[];
  lineVersion: number;
  passable: Access;
  unverifiedM: number;
  rerouted: number;
  /** Whether one is guided to a place beside the trip, such as a toilet, until `resume` is called. */
  aside: boolean;
  /** Whether fixes stopped to come; the place is then the last known. */
  lost: boolean;
}

/** What the engine answers to each fix: what to say now, in order, and how things stand. */
export interface Heard {
  words: Word[];
  state: State;
}
