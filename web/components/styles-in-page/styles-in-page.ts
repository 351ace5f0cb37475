import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CampusFile } from '../../../core/campus-file/schema.js';
import { campusStyle } from '../../../core/http/page/campus-style.js';
import type { StylesInPage } from '../../../core/http/page/layout.js';

const base = readFileSync(new URL('../../styles/base.css', import.meta.url), 'utf8');

/**
 * All styles of a page with a code, to stand in the page: at the gate the code must not wait for a second round trip.
 * `own` is what the page's own sheet says. The policy allows this text by its digest and no other (CSP 3, section 6.6.2.3).
 */
export function stylesInPage({ branding }: CampusFile, own: string): StylesInPage {
  const text = base + campusStyle(branding.colour) + own;
  const digest = createHash('sha256').update(text).digest('base64');
  return { text, source: `'sha256-${digest}'` };
}
