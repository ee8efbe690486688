// A flat picture, or the whole of a sphere where it cannot be looked around in: made larger, and moved by arrow keys.
import type { Direction, Shown, View, ViewData } from "./data";

const RADIANS = Math.PI / 180;
const LARGEST = 4;
const ZOOM_STEP = 1.5;
/** A turn of so many degrees moves a picture that is larger than the window by a sixth of it. */
const SIXTH_DEG = 15;

export class Still implements Shown {
  private scale = 1;
  private right = 0;
  private down = 0;
  private data: ViewData;

  constructor(
    private readonly scene: HTMLElement,
    private readonly moved: (place: string) => void,
    data: ViewData,
  ) {
    this.data = data;
  }

  show(data: ViewData): Promise<void> {
    this.data = data;
    Object.assign(this, { scale: 1, right: 0, down: 0 });
    this.place();
    return Promise.resolve();
  }

  /** The whole picture as it was taken: what is drawn over it grows and moves with it. */
  view(): View | null {
    const { viewDeg, sphere, width, height } = this.data;
    if (sphere || !viewDeg) return null;
    const wide = this.scene.clientWidth;
    const fovDeg = (2 * Math.atan(Math.tan((viewDeg * RADIANS) / 2) * (height / width))) / RADIANS;
    return { yawDeg: 0, pitchDeg: 0, fovDeg, width: wide, height: (wide * height) / width };
  }

  turn(yawDeg: number, pitchDeg: number): void {
    const most = (this.scale - 1) / 2;
    const sixth = 1 / 6 / SIXTH_DEG;
    this.right = Math.min(most, Math.max(-most, this.right + yawDeg * sixth));
    this.down = Math.min(most, Math.max(-most, this.down - pitchDeg * sixth));
    this.place();
  }

  look(_direction: Direction): void {
    Object.assign(this, { scale: 1, right: 0, down: 0 });
    this.place();
  }

  zoom(steps: number): void {
    this.scale = Math.min(LARGEST, Math.max(1, this.scale * ZOOM_STEP ** steps));
    this.turn(0, 0);
  }

  zoomed(): number {
    return Math.round(this.scale * 100);
  }

  end(): void {
    this.moved("");
  }

  private place(): void {
    this.moved(`translate(${-this.right * 100}%, ${-this.down * 100}%) scale(${this.scale})`);
  }
}
