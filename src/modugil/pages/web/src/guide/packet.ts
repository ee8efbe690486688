// What the server sends once before a trip; see answers/guidance/packet.py. What is not known is left out.

export type Point = [number, number];
export type Access = "yes" | "no" | "unknown";
export type Act = "go" | "cross" | "steps" | "escalator" | "elevator";

/** Generalised seconds, of which the best way has least; `unverifiedM` of it is not known. */
export interface Cost {
  costS: number;
  timeS: number;
  unverifiedM?: number;
  /** Refuses this person, who is led past it all the same, at a price; only of a least-bad way. */
  barred?: boolean;
}

export interface PacketNode {
  at: Point;
  /** Added when a way passes it; null where it refuses this person, left out where it is nothing. */
  cost?: Cost | null;
  kerbCm?: number;
  kerbUnknown?: boolean;
  elevator?: boolean;
  barrier?: string;
  widthCm?: number;
}

/** What differs by direction is told from a to b; a direction without a cost refuses this person. */
export interface PacketEdge {
  a: number;
  b: number;
  line: Point[];
  lengthM: number;
  forward?: Cost;
  backward?: Cost;
  act?: Act;
  name?: number;
  upPercent?: number;
  downPercent?: number;
  rises?: Access;
  stepCount?: number;
  handrail?: Access;
  crossing?: "signals" | "marked" | "unmarked" | "unknown";
  signalSound?: Access;
  kerbCm?: number;
  kerbUnknown?: boolean;
  crossSlopePercent?: number;
  widthCm?: number;
  surface?: string;
  tactile?: Access;
  onRoad?: boolean;
}

/** Shares of the edge's length from a (0) to b (1); at a way's ends possibly none of it. */
export interface PassedEdge {
  edge: number;
  backward?: boolean;
  fromRatio?: number;
  toRatio?: number;
}

export interface NamedPlace {
  ref: string;
  kind: string;
  name: string;
  lat: number;
  lon: number;
}

export interface GuidedLeg {
  kind: "walk" | "ride";
  start: NamedPlace;
  end: NamedPlace;
  line: Point[];
  passed?: PassedEdge[];
  departure?: string;
  arrival?: string;
  texts?: string[];
  warnings?: string[];
}

export interface Landmark {
  at: Point;
  name: string;
  kind: string;
}

export interface Packet {
  region: string;
  language: string;
  askedAt: string;
  needs: string;
  needsText: string;
  speedMps: number;
  start: NamedPlace;
  end: NamedPlace;
  summary: string;
  passes: boolean;
  warnings: string[];
  legs: GuidedLeg[];
  nodes: PacketNode[];
  edges: PacketEdge[];
  names: { name: string; along: string }[];
  landmarks: Landmark[];
  toilets: { at: Point; place: NamedPlace; usable: Access; why?: string }[];
  credits: { text: string; licence: string; sample: boolean }[];
}
