/** What a client keeps: its session, and once its phone is linked the hub's token of that phone. Only digests are stored. */
export interface SessionText {
  session: string;
  device: string | null;
}

const SHAPE = /^gw1\.([\w-]{43})(?:\.([\w-]{20,100}))?$/;

export function writeSessionText({ session, device }: SessionText): string {
  return device === null ? `gw1.${session}` : `gw1.${session}.${device}`;
}

/** Null for a text that no hub wrote so. */
export function readSessionText(text: string): SessionText | null {
  const found = SHAPE.exec(text);
  return found ? { session: found[1] ?? '', device: found[2] ?? null } : null;
}

/** What came as `Authorization: Bearer ...`. */
export function sessionTextIn(authorization: string | undefined): SessionText | null {
  return readSessionText(/^Bearer (\S{1,512})$/i.exec(authorization ?? '')?.[1] ?? '');
}
