// The map of the region that this page is about, without anything on top of it yet.
import { Map, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import { buildStyle } from "./map-layers";
import { palette } from "./palette";
import { readData, word } from "./words";

export interface Region {
  bounds: { south: number; west: number; north: number; east: number };
  language: string;
  outlined: boolean;
}
const NOTHING: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

/** `version` is the query that makes a browser load the worker and style of this build. */
export async function createMap(version: string, title: string): Promise<{ map: Map; region: Region }> {
  const region = readData<Region>("region-data");
  if (!region) throw new Error("the page holds no region");
  setWorkerUrl(new URL(`map-worker.js${version}`, import.meta.url).href);
  await loadStyle(new URL(`map-style.css${version}`, import.meta.url).href);
  const { south, west, north, east } = region.bounds;
  const map = new Map({
    container: "map-canvas",
    style: buildStyle(palette(region.outlined), region.language, NOTHING),
    bounds: [[west, south], [east, north]],
    fitBoundsOptions: { padding: 24 },
    minZoom: 6,
    maxZoom: 19.5,
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    fadeDuration: calm() ? 0 : 200,
    locale: names(title),
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({}), "bottom-left");
  return { map, region };
}

export function loaded(map: Map): Promise<void> {
  return new Promise<void>((done) => void map.once("load", () => done()));
}

/** Whether this person wants nothing to move by itself. */
export function calm(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function loadStyle(href: string): Promise<void> {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return new Promise((done, failed) => {
    link.onload = () => done();
    link.onerror = () => failed(new Error("the map's style cannot be loaded"));
    // before our own styles, so that ours win
    document.head.prepend(link);
  });
}

function names(title: string): Record<string, string> {
  return {
    "Map.Title": title,
    "NavigationControl.ZoomIn": word("map.zoom_in"),
    "NavigationControl.ZoomOut": word("map.zoom_out"),
    "NavigationControl.ResetBearing": word("map.reset_bearing"),
    "Popup.Close": word("map.close_popup"),
    "CooperativeGesturesHandler.WindowsHelpText": word("map.gesture_windows"),
    "CooperativeGesturesHandler.MacHelpText": word("map.gesture_mac"),
    "CooperativeGesturesHandler.MobileHelpText": word("map.gesture_touch"),
  };
}
