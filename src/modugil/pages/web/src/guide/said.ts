// Lengths, times and ages as the page writes them.
import { word } from "../words";

/** Whole metres, tens from 100 on, kilometres from 1000 on; as the itinerary writes them. */
export function sayLength(metres: number): string {
  if (metres >= 995) return `${(metres / 1000).toFixed(1)} km`;
  return `${metres >= 100 ? Math.round(metres / 10) * 10 : Math.max(0, Math.round(metres))} m`;
}

/** Never less than a minute. */
export function sayMinutes(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 60) return word("guide.minutes", { n: minutes });
  return [word("guide.hours", { n: Math.floor(minutes / 60) }), minutes % 60 ? word("guide.minutes", { n: minutes % 60 }) : ""].join(" ").trim();
}

/** Seconds up to a minute and a half, then minutes, hours, days. */
export function sayAge(seconds: number): string {
  if (seconds < 90) return word("guide.seconds", { n: Math.round(seconds) });
  if (seconds < 90 * 60) return word("guide.minutes", { n: Math.round(seconds / 60) });
  if (seconds < 36 * 3600) return word("guide.hours", { n: Math.round(seconds / 3600) });
  return word("guide.days", { n: Math.round(seconds / 86_400) });
}
