import { createHash } from 'node:crypto';
import type { CampusFile } from '../../campus-file/schema.js';
import { Problem } from '../../domain/problem.js';
import { type AnyRoute, route } from '../route.js';
import { contrast, standingOut } from './contrast.js';

/** The darkest ground of the light scheme and the lightest of the dark one in web/styles/base.css. */
const LIGHT_GROUND = '#eceee9';
const DARK_GROUND = '#272d2a';

/**
 * The campus's colour as the variables that base.css reads: as it is, with an ink that is legible on it, and in a darker
 * and a lighter tone for text and buttons on light and on dark ground. Whatever colour a campus file names, WCAG 2.2 AA
 * holds.
 */
export function campusStyle(colour: string): string {
  const ink = contrast(colour, '#ffffff') >= 4.5 ? '#ffffff' : '#000000';
  return `:root{--campus:${colour};--campus-ink:${ink};--campus-on-light:${standingOut(colour, LIGHT_GROUND, '#000000')};--campus-on-dark:${standingOut(colour, DARK_GROUND, '#ffffff')}}\n`;
}

/** Address of the campus's stylesheet; another colour has another address, so that it may be kept for ever. */
export function campusStyleHref(file: Pick<CampusFile, 'campus' | 'branding'>): string {
  const version = createHash('sha256').update(campusStyle(file.branding.colour)).digest('hex').slice(0, 8);
  return `/assets/campus/${file.campus.slug}.css?v=${version}`;
}

/** Serves `/assets/campus/{slug}.css`; `find` gives the campus of a slug. Throws `not_found` (404). */
export function campusStyleRoute(find: (slug: string) => CampusFile | undefined): AnyRoute {
  return route({
    method: 'get',
    path: '/assets/campus/{stylesheet}',
    role: 'public',
    summary: "A campus's colours for its pages",
    handle: ({ params: { stylesheet = '' } }) => {
      const file = find(stylesheet.replace(/\.css$/, ''));
      if (!file) throw new Problem(404, 'not_found', 'There is no such campus.');
      const headers = {
        'content-type': 'text/css; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      };
      return { text: campusStyle(file.branding.colour), headers };
    },
  });
}
