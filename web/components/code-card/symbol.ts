import QRCode from 'qrcode';

/** A code as an SVG QR symbol with its quiet zone (ISO/IEC 18004), one unit a module, for where no script has drawn it yet. */
export function codeSymbol(text: string): Promise<string> {
  return QRCode.toString([{ data: text, mode: 'alphanumeric' }], {
    type: 'svg',
    errorCorrectionLevel: 'M',
    margin: 4,
  });
}
