import QRCode from 'qrcode';

/** A QR code as rows of `1` (dark) and `0`, without the quiet zone: the client draws it and needs no encoder. */
export function qrMatrix(text: string): string[] {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const bits = [...modules.data].map((bit) => (bit ? '1' : '0')).join('');
  return Array.from({ length: modules.size }, (_, row) =>
    bits.slice(row * modules.size, (row + 1) * modules.size),
  );
}
