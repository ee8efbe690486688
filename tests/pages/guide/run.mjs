// Runs jobs told as JSON on stdin with the engine and prints what came out as JSON.
import { readFileSync } from "node:fs";
import { addNoise, findWay, Guide, listExits, Network, NmeaReader, readTrace, Recorded, walkAlong, Way, wayOfLeg } from "./engine.mjs";
import { drawTown, packetOf } from "./town.mjs";
import { goWrong, keepTo } from "./wander.mjs";

const EVENTS = {
  fix: (guide, fix) => guide.hear(fix),
  tick: (guide, nowMs) => guide.tick(nowMs),
  nextLeg: (guide) => guide.nextLeg(),
  guideTo: (guide, toilet) => guide.guideTo(toilet),
  resume: (guide) => guide.resume(),
  repeat: (guide) => guide.repeat(),
  list: (guide) => ({ instructions: guide.list(), cautions: guide.cautions() }),
};

/** Fixes of somebody who goes along these points. */
function walkLine(packet, points, { speedMps = 1.2, startMs = 0, accuracyM = 2, noise, course = true }) {
  const network = new Network(packet);
  const { line } = new Way(network, [], points.map((point) => network.plane.spot(point)));
  const fixes = [];
  for (let metres = 0, n = 0; metres <= line.length; metres = ++n * speedMps) {
    const fix = { at: network.plane.point(line.at(metres)), timeMs: startMs + n * 1000, accuracyM };
    fixes.push(course ? { ...fix, speedMps, courseDeg: line.heading(metres) } : fix);
  }
  return noise ? addNoise(fixes, noise) : fixes;
}

async function play(job) {
  const news = [];
  const began = performance.now();
  await new Promise((done) => {
    const source = new Recorded(job.fixes, job.playing);
    source.start((one) => {
      news.push(one);
      if (one.kind === "lost") done();
    });
  });
  return { news, ms: performance.now() - began };
}

function timeSearches({ size, count }) {
  const town = drawTown(1, size);
  const packet = packetOf(town, { nodes: [0, 1], edges: [0] });
  const network = new Network(packet);
  const last = packet.edges.length - 1;
  const took = Array.from({ length: count }, (_, n) => {
    const began = process.cpuUsage();
    findWay(network, { edge: n, ratio: 0.5 }, { edge: last - n, ratio: 0.5 });
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  });
  return { edges: packet.edges.length, took };
}

const JOBS = {
  guide: ({ packet, words, events }) => {
    const guide = new Guide(packet, words);
    return events.map((event) => Object.entries(event).map(([name, value]) => EVENTS[name](guide, value))[0]);
  },
  walkLine: ({ packet, points, options }) => walkLine(packet, points, options),
  walkAlong: ({ packet, walk }) => walkAlong(packet, walk),
  addNoise: ({ fixes, noise }) => addNoise(fixes, noise),
  exits: ({ packet, leg }) => listExits(wayOfLeg(new Network(packet), packet.legs[leg])).map(({ atM, way }) => ({ atM, edges: way.pieces.map((one) => one.edge) })),
  findWays: ({ packet, pairs }) => {
    const network = new Network(packet);
    return pairs.map(([from, to]) => findWay(network, from, to) ?? null);
  },
  near: ({ packet, point, within }) => {
    const network = new Network(packet);
    return network.near(network.plane.spot(point), within);
  },
  nmea: ({ pieces, end }) => {
    const reader = new NmeaReader();
    const fixes = pieces.map((piece) => reader.read(typeof piece === "string" ? piece : Uint8Array.from(piece)));
    return { fixes, last: end ? reader.end() : [], counts: reader.counts };
  },
  trace: ({ text }) => readTrace(text),
  play,
  timeSearches,
  keepTo: ({ seeds, noise }) => seeds.map((seed) => keepTo(seed, { noise, speedMps: paceOf(seed) })),
  goWrong: ({ seeds, noise }) => seeds.map((seed) => goWrong(seed, { noise, speedMps: paceOf(seed) })).filter(Boolean).map((one) => ({ ...one, seconds: Number.isFinite(one.seconds) ? one.seconds : null })),
};

/** From 0.9 to 1.6 m/s, spread evenly. */
const paceOf = (seed) => 0.9 + 0.7 * (((seed * 37) % 100) / 99);

const jobs = JSON.parse(readFileSync(0, "utf-8"));
const told = [];
for (const job of jobs) told.push(await JOBS[job.do](job));
process.stdout.write(JSON.stringify(told));
