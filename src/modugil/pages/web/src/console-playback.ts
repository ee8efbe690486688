// The past again: history is fetched piece by piece, and a slider, a button and the keys move through it.
import type { GeoJSONSource, Map } from "maplibre-gl";
import { createMap, loaded } from "./region-map";
import { readData, say, word } from "./words";

interface Track {
  vehicle: string;
  line: string;
  steps: number[];
  lats: number[];
  lons: number[];
}
interface Answer {
  start: string;
  stepS: number;
  steps: number;
  tracks: Track[];
  next: string;
}
interface Spot {
  vehicle: string;
  line: string;
  lat: number;
  lon: number;
}
interface Asked {
  start: string;
  end: string;
  line: string;
}
const STEP_S = 10;
const TICK_MS = 250;
const MOST_PIECES = 60;

export async function open(version: string): Promise<void> {
  const asked = readData<Asked>("playback-asked");
  if (!asked) throw new Error("the page asks for no time");
  const { map } = await createMap(version, word("console_script.map"));
  await loaded(map);
  map.addSource("past", { type: "geojson", data: collect([]) });
  map.addLayer({ id: "past", type: "circle", source: "past", paint: { "circle-color": "#0b6470", "circle-radius": 6, "circle-stroke-width": 2, "circle-stroke-color": "#ffffff" } });
  map.addLayer({ id: "past-names", type: "symbol", source: "past", minzoom: 11, layout: { "text-field": ["get", "line"], "text-font": ["sans-serif"], "text-size": 12, "text-offset": [0, 1.3] }, paint: { "text-halo-color": "#ffffff", "text-halo-width": 1.5 } });
  const frames: Spot[][] = [];
  const player = new Player(map, frames, Date.parse(asked.start));
  await fetchAll(asked, frames, (count) => player.reach(count));
}

async function fetchAll(asked: Asked, frames: Spot[][], reached: (count: number) => void): Promise<void> {
  let next = "";
  const first = Date.parse(asked.start);
  for (let piece = 0; piece < MOST_PIECES; piece++) {
    const words = new URLSearchParams({ from: asked.start, to: asked.end, stepS: String(STEP_S), ...(asked.line ? { line: asked.line } : {}), ...(next ? { next } : {}) });
    const answer = await fetch(`/api/v1/operations/playback?${words}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const part = (await answer.json()) as Answer;
    const begins = Math.round((Date.parse(part.start) - first) / (STEP_S * 1000));
    for (const { vehicle, line, steps, lats, lons } of part.tracks)
      steps.forEach((step, row) => (frames[begins + step] ??= []).push({ vehicle, line, lat: lats[row] ?? 0, lon: lons[row] ?? 0 }));
    reached(begins + part.steps);
    next = part.next;
    if (!next) return;
  }
}

class Player {
  private readonly slider = document.getElementById("moment") as HTMLInputElement;
  private readonly button = document.getElementById("play") as HTMLButtonElement;
  private readonly told = document.getElementById("moment-told") as HTMLOutputElement;
  private readonly rate = document.getElementById("rate") as HTMLSelectElement;
  private timer = 0;
  private exact = 0;

  constructor(private readonly map: Map, private readonly frames: Spot[][], private readonly startMs: number) {
    this.slider.addEventListener("input", () => {
      this.exact = Number(this.slider.value);
      this.show();
    });
    this.button.addEventListener("click", () => (this.timer ? this.stop() : this.play()));
  }

  /** So many steps are there by now. */
  reach(count: number): void {
    this.slider.max = String(Math.max(0, count - 1));
    this.slider.disabled = this.button.disabled = count < 1;
    this.show();
  }

  private play(): void {
    if (this.exact >= Number(this.slider.max)) this.exact = 0;
    this.button.textContent = word("console_script.stop");
    this.timer = window.setInterval(() => {
      this.exact += (Number(this.rate.value) * TICK_MS) / 1000 / STEP_S;
      if (this.exact >= Number(this.slider.max)) {
        this.exact = Number(this.slider.max);
        this.stop();
      }
      this.show();
    }, TICK_MS);
  }

  private stop(): void {
    window.clearInterval(this.timer);
    this.timer = 0;
    this.button.textContent = word("console_script.play");
    say(this.slider.getAttribute("aria-valuetext") ?? "");
  }

  private show(): void {
    const step = Math.floor(this.exact);
    const spots = this.frames[step] ?? [];
    this.slider.value = String(step);
    const time = new Date(this.startMs + step * STEP_S * 1000).toLocaleTimeString("en-GB", { timeZone: this.told.dataset["zone"] ?? "UTC" });
    this.told.textContent = time;
    this.slider.setAttribute("aria-valuetext", word("console_script.at", { time, n: spots.length }));
    (this.map.getSource("past") as GeoJSONSource | undefined)?.setData(collect(spots));
  }
}

function collect(spots: Spot[]): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: spots.map(({ vehicle, line, lat, lon }) => ({ type: "Feature", properties: { vehicle, line }, geometry: { type: "Point", coordinates: [lon, lat] } })),
  };
}
