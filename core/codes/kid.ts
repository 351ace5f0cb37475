/** Names a key: which campus's, and which of its keys. Both 0 to 65535; key 0 is the campus's root key. */
export interface Kid {
  campus: number;
  key: number;
}

export const KID_BYTES = 4;
export const ROOT_KEY = 0;

/** 2 bytes of campus and 2 of key, big-endian. */
export function encodeKid({ campus, key }: Kid): Uint8Array {
  const bytes = Buffer.alloc(KID_BYTES);
  bytes.writeUInt16BE(campus, 0);
  bytes.writeUInt16BE(key, 2);
  return bytes;
}

/** Reads the 4 bytes that start at `offset`. */
export function decodeKid(bytes: Uint8Array, offset = 0): Kid {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, KID_BYTES);
  return { campus: view.getUint16(0), key: view.getUint16(2) };
}
