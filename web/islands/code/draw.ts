import { create } from 'qrcode/lib/core/qrcode.js';
import { QUIET_MODULES, symbolSize } from './symbol-size.js';

/** Draws `text` as a QR symbol, as large as `room` CSS pixels allow, black on white in whole pixels. */
export function drawSymbol(canvas: HTMLCanvasElement, text: string, room: number): void {
  const { modules } = create([{ data: text, mode: 'alphanumeric' }], { errorCorrectionLevel: 'M' });
  const { scale, pixels, css } = symbolSize(modules.size, room, window.devicePixelRatio || 1);
  canvas.width = pixels;
  canvas.height = pixels;
  canvas.style.width = `${css}px`;
  canvas.style.height = `${css}px`;
  const pen = canvas.getContext('2d', { alpha: false });
  if (!pen) return;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, pixels, pixels);
  pen.fillStyle = '#000';
  modules.data.forEach((dark, at) => {
    const column = (at % modules.size) + QUIET_MODULES;
    const row = Math.floor(at / modules.size) + QUIET_MODULES;
    if (dark) pen.fillRect(column * scale, row * scale, scale, scale);
  });
}

/** Nothing of the code stays on a screen that nobody looks at, nor in the picture that a phone keeps of its open apps. */
export function clearSymbol(canvas: HTMLCanvasElement): void {
  canvas.width = 1;
  canvas.height = 1;
}
