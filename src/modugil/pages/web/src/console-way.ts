// The way driven instead: each click on the map, or Enter at its middle, adds a point to the text beside it.
import type { GeoJSONSource, LngLat } from "maplibre-gl";
import { createMap, loaded } from "./region-map";
import { say, word } from "./words";

export async function open(version: string): Promise<void> {
  const field = document.getElementById("way") as HTMLTextAreaElement;
  const { map } = await createMap(version, word("console_script.way_map"));
  await loaded(map);
  map.addSource("way", { type: "geojson", data: collect([]) });
  map.addLayer({ id: "way-line", type: "line", source: "way", paint: { "line-color": "#a3161a", "line-width": 4, "line-dasharray": [2, 1] } });
  map.addLayer({ id: "way-points", type: "circle", source: "way", paint: { "circle-color": "#a3161a", "circle-radius": 5, "circle-stroke-width": 2, "circle-stroke-color": "#ffffff" } });
  const draw = (): number => {
    const points = read(field.value);
    (map.getSource("way") as GeoJSONSource).setData(collect(points));
    return points.length;
  };
  const change = (text: string): void => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    say(word("console_script.way_added", { n: draw() }));
  };
  const add = ({ lat, lng }: LngLat): void => change(`${field.value.trim()}\n${lat.toFixed(6)}, ${lng.toFixed(6)}`.trim());
  map.on("click", (event) => add(event.lngLat));
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add(map.getCenter());
  });
  const remove = Object.assign(document.createElement("button"), { type: "button", className: "plain small", textContent: word("console_script.remove_point") });
  remove.addEventListener("click", () => change(field.value.trim().split("\n").slice(0, -1).join("\n")));
  field.after(remove);
  field.addEventListener("input", draw);
  draw();
}

function read(text: string): [number, number][] {
  const rows = text.split("\n").map((row) => row.split(/[,\s]+/).filter(Boolean).map(Number));
  return rows.filter((row) => row.length === 2 && row.every(Number.isFinite)).map(([lat = 0, lon = 0]) => [lon, lat]);
}

function collect(points: [number, number][]): GeoJSON.FeatureCollection {
  const line: GeoJSON.Feature[] = points.length > 1 ? [{ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: points } }] : [];
  return { type: "FeatureCollection", features: line };
}
