// Hot spots of driving: squares where it happened, and dots that are seen from far.
import { createMap, loaded } from "./region-map";
import { readData, word } from "./words";

const COLORS = ["match", ["get", "kind"], "speeding", "#a3161a", "harsh_braking", "#6a3fb5", "#0b6470"] as unknown as string;

export async function open(version: string): Promise<void> {
  const spots = readData<GeoJSON.FeatureCollection<GeoJSON.Polygon>>("hot-spots");
  if (!spots?.features.length) throw new Error("there is no hot spot");
  const { map } = await createMap(version, word("console_script.spots_map"));
  await loaded(map);
  const middles = spots.features.map((one) => ({ ...one, geometry: { type: "Point" as const, coordinates: middle(one.geometry) } }));
  map.addSource("spots", { type: "geojson", data: spots });
  map.addSource("middles", { type: "geojson", data: { type: "FeatureCollection", features: middles } });
  map.addLayer({ id: "squares", type: "fill", source: "spots", minzoom: 13, paint: { "fill-color": COLORS, "fill-opacity": 0.45, "fill-outline-color": COLORS } });
  const radius = ["interpolate", ["linear"], ["get", "per_1000"], 0, 5, 200, 16] as unknown as number;
  map.addLayer({ id: "dots", type: "circle", source: "middles", maxzoom: 15, paint: { "circle-color": COLORS, "circle-radius": radius, "circle-opacity": 0.75, "circle-stroke-width": 1.5, "circle-stroke-color": "#ffffff" } });
}

function middle({ coordinates }: GeoJSON.Polygon): [number, number] {
  const ring = (coordinates[0] ?? []).slice(0, -1);
  const mean = (at: 0 | 1): number => ring.reduce((sum, one) => sum + (one[at] ?? 0), 0) / Math.max(1, ring.length);
  return [mean(0), mean(1)];
}
