// The engine alone, without a page around it: what tests run, and whoever wants to guide elsewhere.
export { Guide } from "./engine";
export { findWay } from "./find-way";
export { Network } from "./network";
export { Spoken } from "./spoken";
export { listExits } from "./exits";
export { Follower } from "./follow";
export { Line, Plane } from "./geometry";
export { NmeaReader } from "./nmea";
export { addNoise, makeChance, makeGauss } from "./noise";
export { readTrace, Recorded } from "./recorded";
export { walkAlong } from "./walker";
export { Way, wayOfLeg } from "./way";
