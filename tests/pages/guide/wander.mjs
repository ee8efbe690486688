// How often the engine says that one left the way: who keeps to it for half an hour, and who takes a wrong turn.
import { Guide } from "./engine.mjs";
import { bend, drawTown, drawWay, hearSteps, packetOf, walkNodes } from "./town.mjs";

const HALF_HOUR_S = 1800;
const WRONG_M = 60;

/** Half an hour on the way, until the first false alarm: how long it went well, and whether it ended by one. */
export function keepTo(seed, { noise, speedMps }) {
  const town = drawTown(seed % 7);
  const way = drawWay(town, seed, speedMps * HALF_HOUR_S * 1.05);
  const guide = new Guide(packetOf(town, way), {});
  const fixes = hearSteps(walkNodes(town, way.nodes, { seed, speedMps }), { ...noise, seed: seed + 1 }).slice(0, HALF_HOUR_S);
  for (const [second, fix] of fixes.entries())
    if (guide.hear(fix).words.some((word) => word.buzz === "off-route" && !word.text.startsWith("Now"))) return { seconds: second, alarm: true };
  return { seconds: fixes.length, alarm: false };
}

/** One wrong turn: seconds from the crossing until it was told; Infinity where it never was. */
export function goWrong(seed, { noise, speedMps }) {
  const town = drawTown(seed % 7);
  const way = drawWay(town, seed, 500);
  const wrong = chooseWrong(town, way, seed);
  if (!wrong) return undefined;
  const guide = new Guide(packetOf(town, way), {});
  const steps = walkNodes(town, wrong.nodes, { seed, speedMps, stops: false });
  const crossing = steps.findIndex((one) => one.leg >= wrong.after);
  const [x, y] = town.nodes[wrong.nodes[wrong.after]];
  const late = Math.hypot(steps[crossing].at[0] - x, steps[crossing].at[1] - y) / Math.max(0.3, steps[crossing].speed);
  let early = 0;
  let outside = false;
  for (const [n, fix] of hearSteps(steps, { ...noise, seed: seed + 1 }).entries()) {
    const { words, state } = guide.hear(fix);
    outside ||= n >= crossing && n - crossing + late <= 5 && guide.walk.followed.awayM > fix.accuracyM;
    if (!words.some((word) => word.buzz === "off-route") || state.phase !== "off-way") continue;
    if (n < crossing) { early++; continue; }
    return { seconds: n - crossing + late, angle: wrong.angle, kind: wrong.kind, early, outside };
  }
  return { seconds: Infinity, angle: wrong.angle, kind: wrong.kind, early, outside };
}

/** A crossing after 150 m or more where another street leads on, and what they walk then. */
function chooseWrong(town, way, seed) {
  let metres = 0;
  const found = [];
  for (let n = 1; n + 1 < way.nodes.length; n++) {
    const [before, here, next] = way.nodes.slice(n - 1, n + 2);
    metres += Math.hypot(town.nodes[before][0] - town.nodes[here][0], town.nodes[before][1] - town.nodes[here][1]);
    if (metres < 150) continue;
    const heading = (from, to) => (Math.atan2(town.nodes[to][0] - town.nodes[from][0], town.nodes[to][1] - town.nodes[from][1]) * 180) / Math.PI;
    for (const edge of town.edges) {
      if (!edge.includes(here)) continue;
      const to = edge[0] === here ? edge[1] : edge[0];
      if (to === next || to === before || way.nodes.includes(to)) continue;
      const angle = Math.abs(bend(heading(here, next), heading(here, to)));
      const missed = Math.abs(bend(heading(before, here), heading(here, to))) < 40;
      found.push({ nodes: [...way.nodes.slice(0, n + 1), to], after: n, angle, kind: missed ? "missed" : "turned" });
    }
  }
  return found[seed % Math.max(1, found.length)];
}
