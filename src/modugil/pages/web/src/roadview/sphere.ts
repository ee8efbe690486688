// A picture that shows all around, on Photo Sphere Viewer. Its own buttons are not used: they are nameless.
import { type PanoData, Viewer } from "@photo-sphere-viewer/core";
import { EquirectangularTilesAdapter } from "@photo-sphere-viewer/equirectangular-tiles-adapter";
import type { Direction, Shown, View, ViewData } from "./data";
import { turnTo } from "./project";

const RADIANS = Math.PI / 180;
const OPENS_AT = 30;
const ZOOM_STEP = 15;

let can: boolean | null = null;

/** Found out once: each try takes one of the few contexts that a browser gives, and in the end the viewer's own. */
export function canShowSphere(): boolean {
  return (can ??= document.createElement("canvas").getContext("webgl2") !== null);
}

/** Errors: rejected where the picture cannot be shown. */
export async function openSphere(scene: HTMLElement, data: ViewData, look: Direction, moved: () => void): Promise<Shown> {
  const container = document.createElement("div");
  container.className = "sphere";
  container.setAttribute("aria-hidden", "true");
  scene.prepend(container);
  const viewer = new Viewer({
    container,
    adapter: [EquirectangularTilesAdapter, { showErrorTile: false, baseBlur: false }],
    navbar: false,
    keyboard: false,
    mousewheel: false,
    moveInertia: false,
    minFov: 25,
    maxFov: 90,
    defaultZoomLvl: OPENS_AT,
    loadingTxt: "",
    canvasBackground: "#20282c",
  });
  for (const one of ["position-updated", "zoom-updated", "size-updated"] as const) viewer.addEventListener(one, moved);
  const sphere = new Sphere(viewer, container);
  try {
    await sphere.show(data, look);
  } catch (cause) {
    sphere.end();
    throw cause;
  }
  return sphere;
}

class Sphere implements Shown {
  constructor(
    private readonly viewer: Viewer,
    private readonly container: HTMLElement,
  ) {}

  async show(data: ViewData, look: Direction): Promise<void> {
    const base = `/api/pictures/${encodeURIComponent(data.id)}`;
    const width = Math.min(data.width, 2048);
    const basePanoData: PanoData = {
      isEquirectangular: true,
      fullWidth: width,
      fullHeight: width / 2,
      croppedWidth: width,
      croppedHeight: width / 2,
      croppedX: 0,
      croppedY: 0,
      poseHeading: 0,
      posePitch: 0,
      poseRoll: 0,
    };
    const panorama = {
      width: data.width,
      cols: data.columns,
      rows: data.columns / 2,
      baseUrl: `${base}/sd.jpg`,
      basePanoData,
      tileUrl: (column: number, row: number) => `${base}/tiled/${column}_${row}.jpg`,
    };
    const position = { yaw: look.yawDeg * RADIANS, pitch: look.pitchDeg * RADIANS };
    await this.viewer.setPanorama(panorama, { transition: false, showLoader: false, position });
    this.viewer.rotate(position);
  }

  view(): View {
    const { yaw, pitch } = this.viewer.getPosition();
    const { width, height } = this.viewer.getSize();
    return { yawDeg: turnTo(yaw / RADIANS), pitchDeg: pitch / RADIANS, fovDeg: this.viewer.state.vFov, width, height };
  }

  turn(yawDeg: number, pitchDeg: number): void {
    const view = this.view();
    this.look({ yawDeg: view.yawDeg + yawDeg, pitchDeg: Math.min(85, Math.max(-85, view.pitchDeg + pitchDeg)) });
  }

  look({ yawDeg, pitchDeg }: Direction): void {
    this.viewer.rotate({ yaw: yawDeg * RADIANS, pitch: pitchDeg * RADIANS });
  }

  zoom(steps: number): void {
    this.viewer.zoom(Math.min(100, Math.max(0, this.viewer.getZoomLevel() + steps * ZOOM_STEP)));
  }

  zoomed(): number {
    const opens = this.viewer.dataHelper.zoomLevelToFov(OPENS_AT);
    return Math.round((100 * Math.tan((opens * RADIANS) / 2)) / Math.tan((this.viewer.state.vFov * RADIANS) / 2));
  }

  end(): void {
    this.viewer.destroy();
    this.container.remove();
  }
}
