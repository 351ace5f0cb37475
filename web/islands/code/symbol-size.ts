/** ISO/IEC 18004: four modules of white on each side. */
export const QUIET_MODULES = 4;

export interface SymbolSize {
  /** Device pixels per module: a whole number, so that no edge is blurred. */
  scale: number;
  /** Side of the canvas in device pixels, quiet zone included. */
  pixels: number;
  /** Side of the canvas in CSS pixels. */
  css: number;
}

/** The largest symbol of `modules` a side within `room` CSS pixels at `ratio` device pixels each. */
export function symbolSize(modules: number, room: number, ratio: number): SymbolSize {
  const side = modules + 2 * QUIET_MODULES;
  const scale = Math.max(1, Math.floor((room * ratio) / side));
  return { scale, pixels: scale * side, css: (scale * side) / ratio };
}
