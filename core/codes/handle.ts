import { randomBytes } from 'node:crypto';

export const HANDLE_BYTES = 8;
const HANDLE = /^[0-9a-f]{16}$/;

/** 8 random bytes as 16 lower-case hex digits: stands for a holder for one campus day. */
export function newHandle(): string {
  return randomBytes(HANDLE_BYTES).toString('hex');
}

export function isHandle(text: string): boolean {
  return HANDLE.test(text);
}
