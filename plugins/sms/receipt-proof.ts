import { createHmac, timingSafeEqual } from 'node:crypto';

/** Proves that a receipt answers a message of ours: a keyed digest of campus and message, which only the gateway was told. */
export class ReceiptProof {
  constructor(
    private readonly key: Buffer,
    private readonly campus: string,
  ) {}

  of(message: string): string {
    return createHmac('sha256', this.key).update(`${this.campus}/${message}`).digest('base64url');
  }

  holds(message: string, proof: string): boolean {
    const [expected, given] = [Buffer.from(this.of(message)), Buffer.from(proof)];
    return expected.length === given.length && timingSafeEqual(expected, given);
  }
}
