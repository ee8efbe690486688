// A drawn town of crooked blocks, and people who walk ways through it: the same for the same seed.
import { makeChance, makeGauss } from "./engine.mjs";

const ORIGIN = [126.52, 33.5];
const PER_DEGREE = (Math.PI * 6_371_008.8) / 180;
const toPoint = ([x, y]) => [ORIGIN[0] + x / (PER_DEGREE * Math.cos((ORIGIN[1] * Math.PI) / 180)), ORIGIN[1] + y / PER_DEGREE];

/** Streets between crossings of a crooked grid: blocks of 40 to 110 m, one street in eight missing, some diagonals. */
export function drawTown(seed, size = 14) {
  const chance = makeChance(seed);
  const spacing = () => Array.from({ length: size }, () => 40 + 70 * chance()).map(((sum) => (gap) => (sum += gap))(0));
  const [columns, rows] = [spacing(), spacing()];
  const nodes = [];
  for (let row = 0; row < size; row++) for (let column = 0; column < size; column++) nodes.push([columns[column] + 14 * (chance() - 0.5), rows[row] + 14 * (chance() - 0.5)]);
  const edges = [];
  const join = (a, b) => edges.push([a, b]);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const here = row * size + column;
      if (column + 1 < size && chance() > 0.12) join(here, here + 1);
      if (row + 1 < size && chance() > 0.12) join(here, here + size);
      if (column + 1 < size && row + 1 < size && chance() < 0.06) join(here, here + size + 1);
    }
  return { nodes, edges };
}

const lengthOf = ({ nodes }, [a, b]) => Math.hypot(nodes[a][0] - nodes[b][0], nodes[a][1] - nodes[b][1]);
const headingOf = (town, from, to) => (Math.atan2(town.nodes[to][0] - town.nodes[from][0], town.nodes[to][1] - town.nodes[from][1]) * 180) / Math.PI;
export const bend = (before, after) => ((((after - before + 180) % 360) + 360) % 360) - 180;

/** A way of so many metres over edges that it passes once: nodes and edges in order. */
export function drawWay(town, seed, metres) {
  for (let round = 0; ; round++) {
    const chance = makeChance(seed * 1000 + round);
    const used = new Set();
    const nodes = [Math.floor(chance() * town.nodes.length)];
    const edges = [];
    let length = 0;
    while (length < metres) {
      const here = nodes.at(-1);
      const next = town.edges.map((edge, row) => ({ edge, row })).filter(({ edge, row }) => edge.includes(here) && !used.has(row));
      if (!next.length) break;
      const out = nodes.length > 1 ? headingOf(town, nodes.at(-2), here) : 0;
      const onward = ({ edge }) => Math.abs(bend(out, headingOf(town, here, edge[0] === here ? edge[1] : edge[0])));
      next.sort((one, other) => onward(one) - onward(other));
      const taken = chance() < 0.55 ? next[0] : next[Math.floor(chance() * next.length)];
      used.add(taken.row);
      edges.push(taken.row);
      nodes.push(taken.edge[0] === here ? taken.edge[1] : taken.edge[0]);
      length += lengthOf(town, taken.edge);
    }
    if (length >= metres) return { nodes, edges };
  }
}

/** The packet of a town in which that way is asked for. */
export function packetOf(town, way) {
  const place = (node) => ({ ref: "", kind: "place", name: "", lon: toPoint(town.nodes[node])[0], lat: toPoint(town.nodes[node])[1] });
  const cost = (edge) => ({ costS: lengthOf(town, edge), timeS: lengthOf(town, edge) });
  const passed = way.edges.map((row, n) => {
    const backward = town.edges[row][1] === way.nodes[n];
    return { edge: row, backward, fromRatio: backward ? 1 : 0, toRatio: backward ? 0 : 1 };
  });
  const [start, end] = [place(way.nodes[0]), place(way.nodes.at(-1))];
  return {
    region: "drawn", language: "en", askedAt: "2026-11-23T09:00:00+09:00", needs: "", needsText: "", speedMps: 1.2, start, end, summary: "", passes: true, warnings: [],
    legs: [{ kind: "walk", start, end, line: way.nodes.map((node) => toPoint(town.nodes[node])), passed }],
    nodes: town.nodes.map((node) => ({ at: toPoint(node) })),
    edges: town.edges.map((edge) => ({ a: edge[0], b: edge[1], line: edge.map((node) => toPoint(town.nodes[node])), lengthM: lengthOf(town, edge), forward: cost(edge), backward: cost(edge) })),
    names: [], landmarks: [], toilets: [], credits: [],
  };
}

/** Where somebody is each second who goes through these nodes: now and then they stand still for some seconds. */
export function walkNodes(town, nodes, { seed, speedMps, stops = true }) {
  const chance = makeChance(seed);
  const gauss = makeGauss(chance);
  const steps = [];
  let [leg, along, standing, pace] = [0, 0, 0, 0];
  for (let second = 0; leg + 1 < nodes.length; second++) {
    const [from, to] = [town.nodes[nodes[leg]], town.nodes[nodes[leg + 1]]];
    const long = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const share = along / long;
    const speed = standing > 0 ? 0 : Math.max(0.3, speedMps + pace);
    steps.push({ second, at: [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share], speed, course: headingOf(town, nodes[leg], nodes[leg + 1]), leg });
    pace = 0.9 * pace + 0.05 * gauss();
    standing = standing > 0 ? standing - 1 : stops && chance() < 1 / 150 ? Math.ceil(5 + 15 * chance()) : 0;
    along += speed;
    for (let left = long; along >= left && leg + 1 < nodes.length; ) {
      along -= left;
      leg++;
      if (leg + 1 < nodes.length) left = lengthOf(town, [nodes[leg], nodes[leg + 1]]);
    }
  }
  return steps;
}

/** Fixes of these steps as a receiver would tell them. */
export function hearSteps(steps, { seed, sigmaM = 3, driftS = 0, doppler = true }) {
  const gauss = makeGauss(makeChance(seed));
  let [x, y] = [sigmaM * gauss(), sigmaM * gauss()];
  const keep = driftS > 0 ? Math.exp(-1 / driftS) : 0;
  const fresh = sigmaM * Math.sqrt(1 - keep * keep);
  return steps.map(({ second, at, speed, course }) => {
    [x, y] = [x * keep + fresh * gauss(), y * keep + fresh * gauss()];
    const fix = { at: toPoint([at[0] + x, at[1] + y]), timeMs: 1_795_000_000_000 + second * 1000, accuracyM: sigmaM };
    const told = Math.max(0, speed + 0.1 * gauss());
    const turned = (course + 10 * gauss() + 360) % 360;
    return doppler ? { ...fix, speedMps: told, ...(told > 0.3 ? { courseDeg: turned } : {}) } : fix;
  });
}
