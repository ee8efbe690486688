// Places on the screen for many points of one frame: a map that is neither tilted nor bent is a flat picture.
import type { Map } from "maplibre-gl";

const RADIANS = Math.PI / 180;
const SPAN_DEG = 0.01;

/** Web Mercator, as the map's tiles have it, in units of the world's width. */
function mercator(lon: number, lat: number): { x: number; y: number } {
  const sine = Math.sin(lat * RADIANS);
  return { x: lon / 360, y: -Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

export class Flat {
  private readonly x0: number;
  private readonly y0: number;
  private readonly at: { x: number; y: number };
  private readonly right: { x: number; y: number };
  private readonly down: { x: number; y: number };

  constructor(map: Map) {
    const { lng, lat } = map.getCenter();
    const [here, east, south] = [mercator(lng, lat), mercator(lng + SPAN_DEG, lat), mercator(lng, lat - SPAN_DEG)];
    const [at, right, below] = [map.project([lng, lat]), map.project([lng + SPAN_DEG, lat]), map.project([lng, lat - SPAN_DEG])];
    const [wide, high] = [east.x - here.x, south.y - here.y];
    [this.x0, this.y0, this.at] = [here.x, here.y, { x: at.x, y: at.y }];
    this.right = { x: (right.x - at.x) / wide, y: (right.y - at.y) / wide };
    this.down = { x: (below.x - at.x) / high, y: (below.y - at.y) / high };
  }

  project(lon: number, lat: number): { x: number; y: number } {
    const { x, y } = mercator(lon, lat);
    const [east, south] = [x - this.x0, y - this.y0];
    return { x: this.at.x + this.right.x * east + this.down.x * south, y: this.at.y + this.right.y * east + this.down.y * south };
  }
}
