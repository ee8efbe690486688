// Bundles the front end into ../static/built: the scripts, the map loaded when it is wanted, its worker, the worker
// that makes pages readable offline with the list of what it needs, and the icons.
import { copyFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { build } from "esbuild";
import { drawIcons } from "./icons.mjs";

const out = "../static/built";
const next = `${out}.next`;
/** The scripts of pages that are readable offline. */
const READ_OFFLINE = ["main.js", "find.js", "sight.js", "offline.js", "guide.js"];
const common = { bundle: true, target: "es2022", minify: true, logLevel: "warning" };
await rm(next, { recursive: true, force: true });
await mkdir(next, { recursive: true });
const { metafile } = await build({
  ...common,
  entryPoints: { main: "src/main.ts", live: "src/live.ts", board: "src/board.ts", lines: "src/lines.ts", favourites: "src/favourites.ts", find: "src/find.ts", sight: "src/sight.ts", outing: "src/outing.ts", offline: "src/offline.ts", roadview: "src/roadview/roadview.ts", "sphere-style": "src/roadview/sphere-style.css", guide: "src/guide-page.ts", glide: "src/glide.ts", ways: "src/ways.ts", console: "src/console-main.ts", "map-style": "src/map-style.css" },
  splitting: true,
  format: "esm",
  legalComments: "linked",
  chunkNames: "[name]-[hash]",
  outdir: next,
  metafile: true,
});
await build({ ...common, entryPoints: { "service-worker": "src/worker/service-worker.ts" }, format: "iife", outdir: next });
// what guides, without a page around it: tests run it in node
await build({ ...common, entryPoints: { "guide-engine": "src/guide/guide-engine.ts" }, format: "esm", outdir: next });
await writeFile(`${next}/shell.json`, JSON.stringify(listShell(metafile.outputs)));
// a bundled MapLibre cannot find its worker by itself: it is copied, and map.ts names it
await copyFile("node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs", `${next}/map-worker.js`);
await drawIcons(next);
await rm(out, { recursive: true, force: true });
await rename(next, out);

/** Those scripts and all that they load at once, by file name; what they load later, the map, is not among them. */
function listShell(outputs) {
  const byName = new Map(Object.entries(outputs).map(([path, told]) => [basename(path), told]));
  const found = new Set();
  const wanted = [...READ_OFFLINE];
  for (let name = wanted.pop(); name; name = wanted.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    for (const one of byName.get(name)?.imports ?? []) if (one.kind === "import-statement") wanted.push(basename(one.path));
  }
  return [...found].sort();
}
