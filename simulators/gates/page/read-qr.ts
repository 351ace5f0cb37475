import jsqr from 'jsqr';
import { PNG } from 'pngjs';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MAX_PIXELS = 4096 * 4096;

/** The text of the QR code in a PNG picture, a screenshot of the wallet say; undefined when none can be read. */
export function readQr(png: Buffer): string | undefined {
  if (!isSmallPng(png)) return undefined;
  try {
    const { data, width, height } = PNG.sync.read(png);
    const found = jsqr.default(new Uint8ClampedArray(data), width, height, {
      inversionAttempts: 'attemptBoth',
    });
    return found === null || found.data === '' ? undefined : found.data;
  } catch {
    return undefined;
  }
}

/** Width and height stand in the first chunk; a small file can claim a picture that fills the memory. */
function isSmallPng(png: Buffer): boolean {
  if (png.length < 33 || !png.subarray(0, 8).equals(SIGNATURE)) return false;
  const pixels = png.readUInt32BE(16) * png.readUInt32BE(20);
  return pixels > 0 && pixels <= MAX_PIXELS;
}
