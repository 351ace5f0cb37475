import { readFile } from 'node:fs/promises';

const SHARED = new URL('./sheet.css', import.meta.url);

/** A page's own stylesheet behind what such pages share: one file for the browser. */
export async function stylesheet(own: URL): Promise<string> {
  const parts = await Promise.all([SHARED, own].map((file) => readFile(file, 'utf8')));
  return parts.join('\n');
}
