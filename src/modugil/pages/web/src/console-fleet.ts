// The fleet now, coloured by how it keeps to the timetable; how late a bus is stands below it in words.
import { BusLayer } from "./bus-layer";
import { Fleet, type Bus } from "./fleet";
import { buildStyle } from "./map-layers";
import { night, palette } from "./palette";
import { createMap, loaded } from "./region-map";
import { say, word } from "./words";

interface Told {
  vehicle: string;
  state: string;
  delayS: number | null;
  line: string;
}
const EVERY_MS = 5000;
const ON_TRIP = new Set(["on_trip", "off_route"]);
/** Late from these seconds on; the same limits stand in the legend. */
const VERY_LATE_S = 900;
const LATE_S = 300;
const EARLY_S = -60;
const COLORS = { early: "6a3fb5", onTime: "17803d", late: "b45f06", veryLate: "a3161a", unknown: "4d5a61" };

export async function open(version: string): Promise<void> {
  const { map, region } = await createMap(version, word("console_script.map"));
  const fleet: Fleet = new Fleet(() => buses.redraw());
  const buses = new BusLayer(map, fleet);
  const told = new Map<string, Told>();
  const delayOf = ({ id }: Bus): number | null => {
    const one = told.get(id);
    return one && ON_TRIP.has(one.state) ? one.delayS : null;
  };
  buses.color = (bus) => colorOf(delayOf(bus));
  buses.below = (bus) => describe(delayOf(bus));
  night.addEventListener("change", () => map.setStyle(buildStyle(palette(region.outlined), region.language, { type: "FeatureCollection", features: [] })));
  map.on("click", (event) => {
    const id = buses.near(event.point.x, event.point.y);
    if (!id) return;
    buses.selected = id;
    buses.redraw();
    const line = told.get(id)?.line ?? "";
    say(word("console_script.chosen", { text: [id, line, describe(told.get(id)?.delayS ?? null)].filter(Boolean).join(", ") }));
  });
  const ask = async (): Promise<void> => {
    if (document.hidden) return;
    try {
      const answer = await fetch("/api/v1/operations/fleet", { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { vehicles } = (await answer.json()) as { vehicles: Told[] };
      told.clear();
      for (const one of vehicles) told.set(one.vehicle, one);
      buses.redraw();
    } catch {
      // the colours stay as they were; the words above say how old everything is
    }
  };
  await loaded(map);
  await ask();
  window.setInterval(() => void ask(), EVERY_MS);
  fleet.follow();
}

function colorOf(delayS: number | null): string {
  if (delayS === null) return COLORS.unknown;
  if (delayS > VERY_LATE_S) return COLORS.veryLate;
  if (delayS > LATE_S) return COLORS.late;
  return delayS < EARLY_S ? COLORS.early : COLORS.onTime;
}

/** Only what is out of the ordinary is written. */
function describe(delayS: number | null): string {
  if (delayS === null || (delayS >= EARLY_S && delayS <= LATE_S)) return "";
  const n = Math.round(Math.abs(delayS) / 60);
  return word(delayS > 0 ? "console_script.minutes_late" : "console_script.minutes_early", { n });
}
