// The map's colours by day and by night.

export interface Palette {
  sea: string; land: string; road: string; roadCase: string; medium: string; foot: string; sidewalk: string;
  crossing: string; steps: string; steep: string; text: string; halo: string; stop: string; stopRing: string;
  sight: string; toilet: string; charger: string; way: string; casing: string; unverified: string; other: string;
}

const DAY: Palette = {
  sea: "#d3e4ea", land: "#f6f3ec", road: "#ffffff", roadCase: "#d8d2c4", medium: "#fffdf6", foot: "#a08f69", sidewalk: "#c9bd9d",
  crossing: "#3f8f98", steps: "#b0413a", steep: "#d98a1f", text: "#26363e", halo: "#fffdf8", stop: "#2c6fb1", stopRing: "#ffffff",
  sight: "#7a4a9c", toilet: "#5a6a72", charger: "#17643a", way: "#0b6470", casing: "#ffffff", unverified: "#c06a00", other: "#8d99a0",
};
const NIGHT: Palette = {
  sea: "#0d1c26", land: "#1c262b", road: "#3a474e", roadCase: "#131b1f", medium: "#46545c", foot: "#8b7c58", sidewalk: "#5c5540",
  crossing: "#4fb0b8", steps: "#e07a70", steep: "#f0a34a", text: "#e6edee", halo: "#131c20", stop: "#7fb4ea", stopRing: "#131c20",
  sight: "#c79be8", toilet: "#a9b7bd", charger: "#86d8a4", way: "#6cc7ce", casing: "#0c1417", unverified: "#f0a34a", other: "#77858c",
};

export const night = window.matchMedia("(prefers-color-scheme: dark)");

/** Without an outline nobody knows where the sea begins: everything is land. */
export function palette(outlined: boolean): Palette {
  const colors = night.matches ? NIGHT : DAY;
  return outlined ? colors : { ...colors, sea: colors.land };
}
