import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';

/**
 * The template in a .hbs file beside its module: `template<View>(new URL('./page.hbs', import.meta.url))`.
 * Read and compiled once, at import, so that a missing file stops the start and not a request. Every value is escaped
 * unless the template says otherwise; a name that the view does not have throws instead of printing nothing.
 */
export function template<View extends object>(file: URL): (view: View) => string {
  const compiled = Handlebars.compile<View>(readFileSync(file, 'utf8'), {
    strict: true,
    preventIndent: true,
  });
  return (view) => compiled(view);
}

/** Text as HTML, for the few places that put a body together without a template. */
export function escapeHtml(text: string): string {
  return Handlebars.escapeExpression(text);
}
