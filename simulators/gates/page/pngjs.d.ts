/** What is used of `pngjs`, which brings no types. */
declare module 'pngjs' {
  interface Picture {
    width: number;
    height: number;
    /** Red, green, blue, alpha, a byte each. */
    data: Buffer;
  }
  export const PNG: { sync: { read(file: Buffer): Picture; write(picture: Picture): Buffer } };
}
