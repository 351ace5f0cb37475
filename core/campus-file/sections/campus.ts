import { z } from 'zod';
import { LANGUAGES } from '../../domain/languages.js';
import { distinct, id, localizedText, timeZone } from '../words.js';

/** First segments of the hub's own paths: a campus of such a name would stand in their way. */
const RESERVED = ['api', 'assets', 'healthz', 'readyz', 'metrics', 'oidc', 'plugins', 'scim', 'demo'];
const SLUG = `at most 40 characters, and none of ${RESERVED.join(', ')}`;

export const campusSection = z.strictObject({
  /** In every code; never given to another campus. */
  number: z.int().min(1).max(65535),
  slug: id.refine((slug) => slug.length <= 40 && !RESERVED.includes(slug), SLUG),
  name: localizedText,
  timeZone,
  /** The first is what a person without a preference reads. */
  languages: distinct(z.enum(LANGUAGES)),
});

/** How the campus's pages look and what the campus calls its code. */
export const brandingSection = z.strictObject({
  colour: z.string().regex(/^#[0-9a-fA-F]{6}$/, 'a colour such as "#024638"'),
  logoText: z.string().trim().min(1).max(24),
  codeName: localizedText,
});
