import jsqr from 'jsqr';

/** The package is CommonJS: bundlers and Node disagree on where its function stands. */
const { default: decode = jsqr } = jsqr as typeof jsqr & { default?: typeof jsqr };

/** A picture of a code, as a camera before the phone would have it; the pixels, and nothing else of the phone. */
export interface Picture {
  canvas: HTMLCanvasElement;
  /** What a reader's decoder finds in the pixels. */
  text: string;
}

/**
 * Takes the pixels that the wallet drew and reads the QR code in them. Null when the screen shows no code, or none that can
 * be read.
 */
export function takePicture(screen: Document | null): Picture | null {
  const shown = screen?.querySelector<HTMLElement>('.has-code canvas[data-part="canvas"]');
  const source = shown ?? screen?.querySelector('canvas[data-part="canvas"]');
  if (!isCanvas(source) || source.width < 20) return null;
  const canvas = document.createElement('canvas');
  canvas.width = source.width;
  canvas.height = source.height;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return null;
  pen.drawImage(source, 0, 0);
  const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
  const text = decode(data, width, height)?.data ?? '';
  return text === '' ? null : { canvas, text };
}

export function drawPicture(place: HTMLCanvasElement, { canvas }: Picture): void {
  place.width = canvas.width;
  place.height = canvas.height;
  place.getContext('2d')?.drawImage(canvas, 0, 0);
}

/** An element of the frame is no instance of this window's classes. */
function isCanvas(element: Element | null | undefined): element is HTMLCanvasElement {
  return element?.tagName === 'CANVAS';
}
