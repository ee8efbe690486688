// Bundles the front end into ../static/built: the script, the map loaded when it is wanted, its worker.
import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import { build } from "esbuild";

const out = "../static/built";
const next = `${out}.next`;
await rm(next, { recursive: true, force: true });
await mkdir(next, { recursive: true });
await build({
  entryPoints: { main: "src/main.ts", live: "src/live.ts", board: "src/board.ts", lines: "src/lines.ts", favourites: "src/favourites.ts", glide: "src/glide.ts", ways: "src/ways.ts", console: "src/console-main.ts", "map-style": "src/map-style.css" },
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "linked",
  chunkNames: "[name]-[hash]",
  outdir: next,
  logLevel: "warning",
});
// a bundled MapLibre cannot find its worker by itself: it is copied, and map.ts names it
await copyFile("node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs", `${next}/map-worker.js`);
await rm(out, { recursive: true, force: true });
await rename(next, out);
