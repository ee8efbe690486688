// What the server writes into the page of one picture.

/** A direction from the camera: right of the picture's middle and above the horizon are above 0. */
export interface Direction {
  yawDeg: number;
  pitchDeg: number;
}

export interface Neighbour {
  id: string;
  role: "next" | "previous" | "";
  text: string;
  distanceM: number;
  yawDeg: number | null;
}

export interface Thing {
  part: "barrier" | "route" | "near";
  kind: string;
  name: string;
  distanceM: number;
  yawDeg: number | null;
  pitchDeg: number | null;
}

export interface ViewData {
  id: string;
  title: string;
  /** Whether it shows all around. */
  sphere: boolean;
  width: number;
  height: number;
  /** How many tiles side by side; half as many rows. */
  columns: number;
  headingDeg: number | null;
  cameraHeightM: number;
  /** Horizontal field of view of a flat picture. */
  viewDeg: number | null;
  neighbours: Neighbour[];
  /** Lines of directions: [yaw, pitch]. */
  route: [number, number][][];
  things: Thing[];
}

/** A picture on the screen, whichever way it is shown. */
export interface Shown {
  show(data: ViewData, look: Direction): Promise<void>;
  /** Where one looks, and how much of it is seen; null where directions mean nothing in this picture. */
  view(): View | null;
  turn(yawDeg: number, pitchDeg: number): void;
  look(direction: Direction): void;
  zoom(steps: number): void;
  /** In percent of the size at which the picture opens. */
  zoomed(): number;
  end(): void;
}

/** How a picture is looked at: the middle of the window, its vertical field of view, its size in pixels. */
export interface View extends Direction {
  fovDeg: number;
  width: number;
  height: number;
}
