import QRCode from 'qrcode';

/** A QR code of an address for a terminal, in half blocks. */
export function qrOfAddress(url: string): Promise<string> {
  return QRCode.toString(url, { type: 'terminal', small: true, errorCorrectionLevel: 'L' });
}
