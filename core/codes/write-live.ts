import type { KeyObject } from 'node:crypto';
import { aad } from './aad.js';
import { encodeBase32 } from './base32.js';
import { writeSign1 } from './cose-sign1.js';
import { CodeError } from './errors.js';
import { FORMATS } from './formats.js';
import { encodeLivePayload, type LiveFacts } from './live-payload.js';

/** A private key of purpose `code` and its name. */
export interface CodeSigner {
  campus: number;
  key: number;
  privateKey: KeyObject;
}

/**
 * The text of a live code: `GH1` and the base32 of a COSE_Sign1, upper case, at most 221 characters.
 * @throws CodeError `too_many_groups`, `code_facts_invalid` (also when `issued` is not the start of the handle's
 * step) or `code_too_long`; nothing is ever cut short.
 */
export function writeLive(signer: CodeSigner, facts: LiveFacts): string {
  const { prefix, maxCharacters, purpose } = FORMATS.live;
  const message = writeSign1(
    { campus: signer.campus, key: signer.key },
    signer.privateKey,
    aad(signer.campus, purpose),
    encodeLivePayload(facts),
  );
  const text = prefix + encodeBase32(message);
  if (text.length <= maxCharacters) return text;
  throw new CodeError(
    'code_too_long',
    `${text.length} characters where a live code has at most ${maxCharacters}`,
  );
}
