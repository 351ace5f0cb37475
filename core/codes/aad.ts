/** What a signature may be made for. Nothing signed for one purpose passes for another. */
export type SignaturePurpose = 'live' | 'pass' | 'bound' | 'manifest' | 'delta' | 'heartbeat' | 'keys';

/** The external_aad of RFC 9052 section 4.4: it binds campus and purpose without spending a byte of the code. */
export function aad(campus: number, purpose: SignaturePurpose): Uint8Array {
  return Buffer.from(`gatehouse/1/${campus}/${purpose}`, 'ascii');
}
