// A place chosen on the map: start here, go here, or see what departs or is known of it.
import { Popup, type LngLat, type Map } from "maplibre-gl";
import { choose, input, type Chosen, type End } from "./ends";
import { addressOf } from "./place-address";
import { say, word } from "./words";

export function openPopup(map: Map, at: LngLat, place: Chosen): void {
  const popup = new Popup({ maxWidth: "18rem", focusAfterOpen: true });
  const buttons = Object.assign(document.createElement("div"), { className: "buttons" });
  const offers: [End, string][] = [["from", "map.start_here"], ["to", "map.go_here"]];
  buttons.append(
    ...offers.map(([end, text]) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: word(text) });
      button.addEventListener("click", () => {
        choose(end, place);
        say(`${word(end === "from" ? "map.start" : "map.end")}: ${place.name}`);
        popup.remove();
        input(end).focus({ preventScroll: true });
      });
      return button;
    }),
    ...pageLink(place),
  );
  popup.setLngLat(at).setDOMContent(box(place.name, buttons)).addTo(map);
}

/** Of a stop only: its name and the way to its departures. */
export function openStopPopup(map: Map, at: LngLat, place: Chosen): void {
  const popup = new Popup({ maxWidth: "18rem", focusAfterOpen: true });
  popup.setLngLat(at).setDOMContent(box(place.name, ...pageLink(place))).addTo(map);
}

function box(name: string, ...below: HTMLElement[]): HTMLElement {
  const element = Object.assign(document.createElement("div"), { className: "popup" });
  element.append(Object.assign(document.createElement("strong"), { textContent: name }), ...below);
  return element;
}

function pageLink(place: Chosen): HTMLElement[] {
  const href = addressOf(place.ref);
  const textContent = place.ref.startsWith("stop:") ? word("moving.departures") : word("sight.about_place", { name: place.name });
  return href ? [Object.assign(document.createElement("a"), { href, textContent, className: "board-link" })] : [];
}
