// Draws the mark of static/icon.svg as PNG files, which phones ask for: no picture is kept, nothing is installed.
import { writeFile } from "node:fs/promises";
import { deflateSync } from "node:zlib";

const PAPER = [255, 255, 255];
const GROUND = [11, 100, 112];
/** The curve "M7 24 c5 0 5-9 10-9 s4-7 8-7" of the drawing, 32 units wide. */
const CURVES = [[[7, 24], [12, 24], [12, 15], [17, 15]], [[17, 15], [22, 15], [21, 8], [25, 8]]];
const DOTS = [[7.5, 24], [25, 8]];
const DOT = 2.7;
const STROKE = 1.7;
const ROUND = 9;
const LINE = CURVES.flatMap((curve) => Array.from({ length: 33 }, (_, step) => bezier(curve, step / 32)));

/** icon-192.png and icon-512.png with round corners; maskable-512.png full to its edges, the mark in its safe middle. */
export async function drawIcons(folder) {
  await writeFile(`${folder}/icon-192.png`, png(192, { corner: ROUND, shrink: 1 }));
  await writeFile(`${folder}/icon-512.png`, png(512, { corner: ROUND, shrink: 1 }));
  await writeFile(`${folder}/maskable-512.png`, png(512, { corner: 0, shrink: 0.72 }));
}

function bezier([a, b, c, d], t) {
  const at = (i) => (1 - t) ** 3 * a[i] + 3 * (1 - t) ** 2 * t * b[i] + 3 * (1 - t) * t * t * c[i] + t ** 3 * d[i];
  return [at(0), at(1)];
}

/** How far a point lies outside the mark and outside the ground, in units of the drawing; negative inside. */
function outside(x, y, corner) {
  let line = Infinity;
  for (const [u, v] of LINE) line = Math.min(line, (x - u) ** 2 + (y - v) ** 2);
  const dots = Math.min(...DOTS.map(([u, v]) => Math.hypot(x - u, y - v)));
  const mark = Math.min(Math.sqrt(line) - STROKE, dots - DOT);
  const [dx, dy] = [x, y].map((one) => Math.max(corner - one, one - (32 - corner), 0));
  return [mark, corner ? Math.hypot(dx, dy) - corner : -Infinity];
}

function png(size, how) {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) rows.set(pixel(row, column, size, how), row * (size * 4 + 1) + 1 + column * 4);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

/** Red, green, blue and how opaque; an edge within the pixel is mixed by how far it lies from the middle. */
function pixel(row, column, size, { corner, shrink }) {
  const [x, y] = [column, row].map((one) => 16 + (((one + 0.5) * 32) / size - 16) / shrink);
  const perUnit = (size * shrink) / 32;
  const [mark, ground] = outside(x, y, corner).map((away) => Math.min(1, Math.max(0, 0.5 - away * perUnit)));
  return [...GROUND.map((one, i) => Math.round(one + (PAPER[i] - one) * mark)), Math.round(255 * ground)];
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "ascii"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  let crc = 0xffffffff;
  for (const byte of body) crc = CRC[(crc ^ byte) & 255] ^ (crc >>> 8);
  check.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, body, check]);
}
