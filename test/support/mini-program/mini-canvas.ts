import jsqr from 'jsqr';

/** A canvas that keeps what was drawn, as large as its page makes it. */
export class MiniCanvas {
  width = 0;
  height = 0;
  #dark: { x: number; y: number; side: number }[] = [];

  getContext(kind: string) {
    if (kind !== '2d') throw new Error(`no context ${kind}`);
    const draw = (colour: string, x: number, y: number, width: number, height: number) => {
      if (colour === '#ffffff' && width === this.width && height === this.height) this.#dark = [];
      if (colour === '#000000') this.#dark.push({ x, y, side: width });
    };
    return {
      fillStyle: '',
      fillRect(x: number, y: number, width: number, height: number) {
        draw(this.fillStyle, x, y, width, height);
      },
    };
  }

  get blank(): boolean {
    return this.#dark.length === 0;
  }

  /** What a reader at a gate reads of it; null where it is no QR code. */
  read(): string | null {
    const pixels = new Uint8ClampedArray(this.width * this.height * 4).fill(255);
    for (const { x, y, side } of this.#dark) this.#blacken(pixels, x, y, side);
    return jsqr.default(pixels, this.width, this.height)?.data ?? null;
  }

  #blacken(pixels: Uint8ClampedArray, left: number, top: number, side: number): void {
    for (let y = top; y < top + side; y += 1) {
      for (let x = left; x < left + side; x += 1)
        pixels.fill(0, (y * this.width + x) * 4, (y * this.width + x) * 4 + 3);
    }
  }
}
