// The region's map, the journeys on it, and places to choose from it.
import { LngLatBounds, Marker, type GeoJSONSource, type LngLat, type Map, type MapGeoJSONFeature, type PointLike } from "maplibre-gl";
import { buildStyle } from "./map-layers";
import { night, palette } from "./palette";
import { openPopup } from "./popup";
import { calm, createMap, loaded, type Region } from "./region-map";
import { readData, word } from "./words";

type Point = [number, number];
interface Journey {
  id: string;
  parts: { line: Point[]; color: string; unverified: boolean }[];
  start: Point;
  end: Point;
  barriers: { at: Point; text: string; refused: boolean }[];
}
const CHOSEN_FROM = ["stops", "places"];
const REACH_PX = 14;

export interface RegionMap {
  show(id: string): void;
}

/** `version` is the query that makes a browser load the worker and style of this build. */
export async function open(version: string): Promise<RegionMap> {
  const { map, region } = await createMap(version, word("map.canvas"));
  const shown = new ShownJourneys(map, region);
  night.addEventListener("change", () => shown.recolor());
  chooseFrom(map, region.language);
  await loaded(map);
  return shown;
}

class ShownJourneys implements RegionMap {
  private markers: Marker[] = [];
  private collection: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

  constructor(private readonly map: Map, private readonly region: Region) {}

  show(id: string): void {
    const journeys = readData<Journey[]>("journeys-data") ?? [];
    const chosen = journeys.find((one) => one.id === id);
    const features = journeys.flatMap((journey) =>
      journey.parts.map((part): GeoJSON.Feature => ({
        type: "Feature",
        geometry: { type: "LineString", coordinates: part.line },
        properties: { color: part.color, unverified: part.unverified, shown: journey === chosen },
      })),
    );
    this.collection = { type: "FeatureCollection", features };
    this.map.getSource<GeoJSONSource>("journeys")?.setData(this.collection);
    this.markers.forEach((marker) => marker.remove());
    this.markers = chosen ? this.mark(chosen) : [];
    if (chosen) this.fit(chosen);
  }

  recolor(): void {
    this.map.setStyle(buildStyle(palette(this.region.outlined), this.region.language, this.collection));
  }

  private mark(journey: Journey): Marker[] {
    const marks: [string, Point, string][] = [
      ...journey.barriers.map((one): [string, Point, string] => [one.refused ? "barrier refused" : "barrier", one.at, one.text]),
      ["start", journey.start, word("map.start")],
      ["end", journey.end, word("map.end")],
    ];
    return marks.map(([kind, at, name]) => {
      const element = document.createElement("div");
      element.append(Object.assign(document.createElement("div"), { className: `marker ${kind}` }));
      const marker = new Marker({ element }).setLngLat(at).addTo(this.map);
      element.setAttribute("role", "img");
      element.setAttribute("aria-label", name);
      element.title = name;
      return marker;
    });
  }

  private fit(journey: Journey): void {
    const box = new LngLatBounds(journey.start, journey.start);
    for (const part of journey.parts) for (const point of part.line) box.extend(point);
    box.extend(journey.end);
    this.map.fitBounds(box, { padding: 48, maxZoom: 17, duration: calm() ? 0 : 700 });
  }
}

function chooseFrom(map: Map, language: string): void {
  const near = (x: number, y: number): MapGeoJSONFeature | undefined => {
    const box: [PointLike, PointLike] = [[x - REACH_PX, y - REACH_PX], [x + REACH_PX, y + REACH_PX]];
    return map.queryRenderedFeatures(box, { layers: CHOSEN_FROM })[0];
  };
  const pick = (at: LngLat, x: number, y: number): void => {
    const feature = near(x, y);
    const { ref, name, [`name_${language}`]: own } = (feature?.properties ?? {}) as Record<string, string>;
    const place = ref ? { ref, name: own ?? name ?? "" } : pointPlace(at);
    openPopup(map, at, place);
  };
  map.on("click", (event) => pick(event.lngLat, event.point.x, event.point.y));
  map.on("mousemove", (event) => {
    map.getCanvas().style.cursor = near(event.point.x, event.point.y) ? "pointer" : "";
  });
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // else the same key presses the button that takes the focus
    const middle = map.project(map.getCenter());
    pick(map.getCenter(), middle.x, middle.y);
  });
}

function pointPlace(at: LngLat): { ref: string; name: string } {
  const text = `${at.lat.toFixed(5)}, ${at.lng.toFixed(5)}`;
  return { ref: text.replace(" ", ""), name: text };
}
