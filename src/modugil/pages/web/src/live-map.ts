// The moving map: the region, the fleet over it, and what is chosen on it.
import type { ExpressionSpecification, LngLat, Map, PointLike } from "maplibre-gl";
import { BusLayer } from "./bus-layer";
import { Fleet } from "./fleet";
import { buildStyle, LINE_OPACITY } from "./map-layers";
import { night, palette } from "./palette";
import { openStopPopup } from "./popup";
import { calm, createMap, loaded, type Region } from "./region-map";
import { word } from "./words";

export interface Filter {
  line: string;
  lowFloorOnly: boolean;
}
export interface LiveMap {
  bbox(): string;
  filter(filter: Filter): void;
  select(id: string): void;
  pause(paused: boolean): void;
}
const CLOSE_ZOOM = 14;
const REACH_PX = 14;
/** From the middle of the map, where Enter chooses. */
const KEY_REACH_PX = 120;

/** `moved` is called when another part of the region is in view, `chosen` with a bus chosen on the map. */
export async function open(version: string, on: { moved: () => void; chosen: (id: string) => void }): Promise<LiveMap> {
  const { map, region } = await createMap(version, word("moving.canvas"));
  const fleet: Fleet = new Fleet(() => buses.redraw());
  const buses = new BusLayer(map, fleet);
  window.setInterval(() => buses.redraw(), 1000); // ages grow even where nothing moves
  night.addEventListener("change", () => recolor(map, region));
  let shining = "";
  map.on("style.load", () => shineLine(map, shining));
  map.on("moveend", on.moved);
  choose(map, region.language, buses, on.chosen);
  await loaded(map);
  fleet.follow();
  return {
    bbox: () => {
      const box = map.getBounds();
      return [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()].map((one) => one.toFixed(5)).join(",");
    },
    filter: ({ line, lowFloorOnly }) => {
      const wanted = line.toLocaleLowerCase();
      buses.wants = ({ facts }) => (!wanted || (facts.line ?? "").toLocaleLowerCase() === wanted) && (!lowFloorOnly || facts.lowFloor === "yes");
      shining = line;
      shineLine(map, line);
      buses.redraw();
    },
    select: (id) => {
      buses.selected = id;
      const bus = fleet.buses.get(id);
      if (bus) {
        const { lat, lon } = bus.glide.at(performance.now());
        map.easeTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), CLOSE_ZOOM), duration: calm() ? 0 : 600 });
      }
      buses.redraw();
    },
    pause: (paused) => (paused ? fleet.rest() : fleet.follow()),
  };
}

/** The way of the line that is wanted stands out, the others step back. */
function shineLine(map: Map, line: string): void {
  if (!map.getLayer("lines")) return;
  const faint = ["case", ["==", ["get", "line"], line], 0.95, 0.12] as ExpressionSpecification;
  map.setPaintProperty("lines", "line-opacity", line ? faint : LINE_OPACITY);
}

function recolor(map: Map, region: Region): void {
  map.setStyle(buildStyle(palette(region.outlined), region.language, { type: "FeatureCollection", features: [] }));
}

function choose(map: Map, language: string, buses: BusLayer, chosen: (id: string) => void): void {
  const pick = (at: LngLat, x: number, y: number, reach?: number): void => {
    const bus = buses.near(x, y, reach);
    if (bus) return chosen(bus);
    const box: [PointLike, PointLike] = [[x - REACH_PX, y - REACH_PX], [x + REACH_PX, y + REACH_PX]];
    const feature = map.queryRenderedFeatures(box, { layers: ["stops"] })[0];
    const { ref, name, [`name_${language}`]: own } = (feature?.properties ?? {}) as Record<string, string>;
    if (ref) openStopPopup(map, at, { ref, name: own ?? name ?? "" });
  };
  map.on("click", (event) => pick(event.lngLat, event.point.x, event.point.y));
  map.on("mousemove", (event) => {
    map.getCanvas().style.cursor = buses.near(event.point.x, event.point.y) ? "pointer" : "";
  });
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const middle = map.project(map.getCenter());
    pick(map.getCenter(), middle.x, middle.y, KEY_REACH_PX);
  });
}
