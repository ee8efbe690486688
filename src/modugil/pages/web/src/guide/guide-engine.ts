// The engine alone, without a page around it: what tests run, and whoever wants to guide elsewhere.
export { Guide } from "./engine";
export { findWay } from "./find-way";
export { Network } from "./network";
export { Spoken } from "./spoken";
