/** Header byte, then at most four bytes of length (MQTT 3.1.1 section 2.2.3). */
const LENGTH_BYTES = 4;

/**
 * Follows an MQTT byte stream packet by packet and tells when one announces more than `limit` bytes. The broker's own
 * parser would first collect all of it, up to 256 MB a connection.
 */
export class PacketMeter {
  #skip = 0;
  #length = 0;
  #lengthBytes = -1;

  constructor(public limit: number) {}

  /** False: the stream has to end here. */
  accepts(chunk: Uint8Array): boolean {
    let at = 0;
    while (at < chunk.length) {
      if (this.#skip > 0) {
        const skipped = Math.min(this.#skip, chunk.length - at);
        this.#skip -= skipped;
        at += skipped;
      } else if (!this.#header(chunk[at++] ?? 0)) return false;
    }
    return true;
  }

  #header(byte: number): boolean {
    if (this.#lengthBytes < 0) {
      this.#lengthBytes = 0;
      this.#length = 0;
      return true;
    }
    this.#length += (byte & 0x7f) * 128 ** this.#lengthBytes;
    this.#lengthBytes += 1;
    if (byte >= 0x80) return this.#lengthBytes < LENGTH_BYTES;
    this.#lengthBytes = -1;
    this.#skip = this.#length;
    return this.#length <= this.limit;
  }
}
