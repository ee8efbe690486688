// Where somebody stands: rounded for a search before it leaves the device, exact for a journey that begins there. Neither is
// stored here; the worker keeps the last journey, with its address, on this device until it is erased.
import { say, word } from "./words";

/** Thousandths of a degree: about 100 m. */
const DECIMALS = 3;
const LONGEST_MS = 10_000;

/** As a search takes it, "" where the device does not tell; `exact` for a journey that begins there. */
export function whereIAm(exact = false): Promise<string> {
  say(word("moving.locating"));
  return new Promise((done) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        say("");
        done([coords.latitude, coords.longitude].map((one) => one.toFixed(exact ? 5 : DECIMALS)).join(","));
      },
      () => {
        say(word("moving.no_place"));
        done("");
      },
      { enableHighAccuracy: exact, timeout: LONGEST_MS },
    );
  });
}
