/** The encoder without the renderers for files and terminals, which a browser does not need. */
declare module 'qrcode/lib/core/qrcode.js' {
  export function create(
    segments: { data: string; mode: 'alphanumeric' }[],
    options: { errorCorrectionLevel: 'L' | 'M' },
  ): { modules: { size: number; data: Uint8Array } };
}
