// The places of the list on the map of the region, by the numbers of the list.
import { LngLatBounds, Marker } from "maplibre-gl";
import { buildStyle } from "./map-layers";
import { night, palette } from "./palette";
import { calm, createMap, loaded } from "./region-map";
import { word } from "./words";

export interface Mark {
  number: number;
  name: string;
  lat: number;
  lon: number;
}
export interface FoundMap {
  show(marks: Mark[]): void;
}

/** `version` is the query that makes a browser load the worker and style of this build. */
export async function open(version: string): Promise<FoundMap> {
  const { map, region } = await createMap(version, word("map.canvas"));
  night.addEventListener("change", () => {
    map.setStyle(buildStyle(palette(region.outlined), region.language, { type: "FeatureCollection", features: [] }));
  });
  let markers: Marker[] = [];
  await loaded(map);
  return {
    show: (marks) => {
      markers.forEach((one) => one.remove());
      markers = marks.map(({ number, name, lat, lon }) => {
        const element = Object.assign(document.createElement("div"), { className: "numbered", textContent: String(number) });
        const marker = new Marker({ element }).setLngLat([lon, lat]).addTo(map);
        element.setAttribute("role", "img");
        element.setAttribute("aria-label", `${number}. ${name}`);
        element.title = name;
        element.addEventListener("click", () => document.getElementById(`place-${number}`)?.querySelector("a")?.focus());
        return marker;
      });
      const [first] = marks;
      if (!first) return;
      const box = new LngLatBounds([first.lon, first.lat], [first.lon, first.lat]);
      for (const { lat, lon } of marks) box.extend([lon, lat]);
      map.fitBounds(box, { padding: 56, maxZoom: 16, duration: calm() ? 0 : 500 });
    },
  };
}
