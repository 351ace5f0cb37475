import { z } from 'zod';

/** How a form tells which notices stood on it: `id@version`, once or several times. */
export const noticeMarks = z.union([z.string().max(80), z.array(z.string().max(80)).max(50)]).default([]);

export function noticeMark({ id, version }: { id: string; version: number }): string {
  return `${id}@${version}`;
}

/** What was on the form is what was accepted. */
export function acceptedIn(notice: string | string[]): Record<string, number> {
  const marks = typeof notice === 'string' ? [notice] : notice;
  return Object.fromEntries(
    marks.map((mark) => mark.split('@')).map(([id = '', version]) => [id, Number(version)]),
  );
}
