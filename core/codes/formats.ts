import { STEP_SECONDS } from '../domain/reading.js';
import type { SignaturePurpose } from './aad.js';

export interface CodeFormat {
  /** Decides the reader; its last character is the version. Read without regard to case. */
  prefix: string;
  alphabet: 'base32';
  /** Longest text, prefix included: what QR version 8 at level M holds in alphanumeric mode (ISO/IEC 18004). */
  maxCharacters: number;
  purpose: SignaturePurpose;
  /** Seconds from `issued` until the step ends. */
  lifetime: number;
}

export const FORMATS = {
  live: { prefix: 'GH1', alphabet: 'base32', maxCharacters: 221, purpose: 'live', lifetime: STEP_SECONDS },
} as const satisfies { [name: string]: CodeFormat };
