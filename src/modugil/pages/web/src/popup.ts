// A place chosen on the map: start here, or go here.
import { Popup, type LngLat, type Map } from "maplibre-gl";
import { choose, input, type Chosen, type End } from "./ends";
import { say, word } from "./words";

export function openPopup(map: Map, at: LngLat, place: Chosen): void {
  const popup = new Popup({ maxWidth: "18rem", focusAfterOpen: true });
  const box = Object.assign(document.createElement("div"), { className: "popup" });
  const name = Object.assign(document.createElement("strong"), { textContent: place.name });
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
  );
  box.append(name, buttons);
  popup.setLngLat(at).setDOMContent(box).addTo(map);
}
