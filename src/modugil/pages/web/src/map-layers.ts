// How the region looks: land and sea, streets by their kind, stops and sights, the journeys on top.
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Palette } from "./palette";

type Stops = [zoom: number, value: number][];
type Lines = Extract<LayerSpecification, { type: "line" }>;
const FONT = ["sans-serif"];
const ROADS = ["minor", "medium", "major"];

const byZoom = (stops: Stops): ExpressionSpecification => ["interpolate", ["exponential", 1.5], ["zoom"], ...stops.flat()] as ExpressionSpecification;
const isClass = (...names: string[]): ExpressionSpecification => ["in", ["get", "class"], ["literal", names]];

export const LINE_OPACITY = byZoom([[8, 0.75], [13, 0.5], [16, 0.22]]);

export function buildStyle(colors: Palette, language: string, journeys: GeoJSON.FeatureCollection): StyleSpecification {
  const layers = [...ground(colors), ...streets(colors), ...transit(), ...journeyLines(colors), ...points(colors, language)];
  return {
    version: 8,
    sources: {
      outline: { type: "geojson", data: `${location.origin}/map/outline.geojson` },
      region: { type: "vector", tiles: [`${location.origin}/tiles/{z}/{x}/{y}.mvt`], minzoom: 6, maxzoom: 16 },
      journeys: { type: "geojson", data: journeys },
    },
    layers,
  };
}

function ground(colors: Palette): LayerSpecification[] {
  return [
    { id: "sea", type: "background", paint: { "background-color": colors.sea } },
    { id: "land", type: "fill", source: "outline", paint: { "fill-color": colors.land } },
    { id: "coast", type: "line", source: "outline", paint: { "line-color": colors.roadCase, "line-width": 1 } },
  ];
}

function street(id: string, filter: ExpressionSpecification, paint: Lines["paint"], layout: Lines["layout"] = {}): Lines {
  return { id, type: "line", source: "region", "source-layer": "streets", filter, paint: paint ?? {}, layout: { "line-cap": "round", "line-join": "round", ...layout } } as Lines;
}

function streets(colors: Palette): LayerSpecification[] {
  const width = (extra: number): ExpressionSpecification =>
    ["interpolate", ["exponential", 1.5], ["zoom"],
      9, ["match", ["get", "class"], "major", 0.9 + extra / 2, 0.3],
      14, ["match", ["get", "class"], "major", 4 + extra, "medium", 3 + extra, 1.8 + extra],
      18, ["match", ["get", "class"], "major", 26 + extra, "medium", 20 + extra, 14 + extra]] as ExpressionSpecification;
  const aside: ExpressionSpecification = ["interpolate", ["exponential", 1.5], ["zoom"], 15, ["match", ["get", "side"], "left", -3, "right", 3, 0], 18, ["match", ["get", "side"], "left", -14, "right", 14, 0]];
  return [
    street("road-case", isClass(...ROADS), { "line-color": colors.roadCase, "line-width": width(1.6) }),
    street("road", isClass(...ROADS), { "line-color": ["match", ["get", "class"], "minor", colors.road, colors.medium], "line-width": width(0) }),
    street("sidewalk", isClass("sidewalk"), { "line-color": colors.sidewalk, "line-width": byZoom([[15, 1.2], [18, 4]]), "line-offset": aside }),
    street("foot", isClass("foot"), { "line-color": colors.foot, "line-width": byZoom([[13, 0.8], [18, 3.5]]), "line-dasharray": [3, 1.6] }, { "line-cap": "butt" }),
    street("crossing", isClass("crossing"), { "line-color": colors.crossing, "line-width": byZoom([[15, 2.5], [18, 9]]), "line-dasharray": [0.45, 0.35] }, { "line-cap": "butt" }),
    street("steps", isClass("steps"), { "line-color": colors.steps, "line-width": byZoom([[14, 2.5], [18, 9]]), "line-dasharray": [0.35, 0.3] }, { "line-cap": "butt" }),
    street("steep", ["==", ["get", "steep"], 1], { "line-color": colors.steep, "line-width": byZoom([[14, 1], [18, 3]]), "line-opacity": 0.8 }),
  ];
}

function transit(): LayerSpecification[] {
  return [{
    id: "lines", type: "line", source: "region", "source-layer": "lines", layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": ["get", "color"], "line-width": byZoom([[8, 1.2], [13, 2.2], [17, 4]]), "line-opacity": LINE_OPACITY },
  }];
}

function journeyLines(colors: Palette): LayerSpecification[] {
  const source = { type: "line" as const, source: "journeys" };
  const layout = { "line-cap": "round" as const, "line-join": "round" as const };
  const shown: ExpressionSpecification = ["==", ["get", "shown"], true];
  const width = byZoom([[9, 4], [14, 6], [18, 10]]);
  return [
    { id: "other-ways", ...source, layout, filter: ["!", shown], paint: { "line-color": colors.other, "line-width": byZoom([[9, 2], [16, 4]]), "line-opacity": 0.55 } },
    { id: "way-case", ...source, layout, filter: shown, paint: { "line-color": colors.casing, "line-width": byZoom([[9, 7], [14, 10], [18, 15]]) } },
    { id: "ride", ...source, layout, filter: ["all", shown, ["!=", ["get", "color"], ""]], paint: { "line-color": ["get", "color"], "line-width": width } },
    { id: "way", ...source, layout, filter: ["all", shown, ["==", ["get", "color"], ""], ["!", ["get", "unverified"]]], paint: { "line-color": colors.way, "line-width": width, "line-dasharray": [0.1, 1.6] } },
    { id: "way-unverified", ...source, layout: { "line-join": "round" as const }, filter: ["all", shown, ["==", ["get", "color"], ""], ["get", "unverified"]], paint: { "line-color": colors.unverified, "line-width": width, "line-dasharray": [1.8, 1.1] } },
  ];
}

function points(colors: Palette, language: string): LayerSpecification[] {
  const name: ExpressionSpecification = ["coalesce", ["get", `name_${language}`], ["get", "name"]];
  const text = { "text-color": colors.text, "text-halo-color": colors.halo, "text-halo-width": 1.6 };
  const below = { "text-anchor": "top" as const, "text-offset": [0, 0.7] as [number, number], "text-max-width": 9, "text-optional": true };
  const kind: ExpressionSpecification = ["match", ["get", "kind"], "sight", colors.sight, "charger", colors.charger, colors.toilet];
  const from = { source: "region" };
  return [
    { id: "street-name", type: "symbol", ...from, "source-layer": "streets", minzoom: 15, filter: ["has", "name"], layout: { "symbol-placement": "line", "text-field": ["get", "name"], "text-font": FONT, "text-size": 12 }, paint: text },
    { id: "stops", type: "circle", ...from, "source-layer": "stops", paint: { "circle-radius": byZoom([[13, 2.5], [16, 6], [18, 9]]), "circle-color": colors.stop, "circle-stroke-color": colors.stopRing, "circle-stroke-width": 1.5 } },
    { id: "places", type: "circle", ...from, "source-layer": "places", paint: { "circle-radius": byZoom([[9, 2.5], [14, 5], [18, 9]]), "circle-color": kind, "circle-stroke-color": colors.stopRing, "circle-stroke-width": 1.5 } },
    { id: "stop-name", type: "symbol", ...from, "source-layer": "stops", minzoom: 14.5, layout: { "text-field": name, "text-font": FONT, "text-size": 12, ...below }, paint: text },
    { id: "place-name", type: "symbol", ...from, "source-layer": "places", minzoom: 10, layout: { "text-field": name, "text-font": FONT, "text-size": 13, ...below }, paint: { ...text, "text-color": kind } },
  ];
}
