import { renderPage } from '../../../core/http/page/layout.js';
import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import type { Context } from '../../../core/use-cases/context.js';
import { type PremisesView, premisesView } from './view.js';

const page = template<PremisesView>(new URL('./premises.hbs', import.meta.url));

/** `/{campus}/premises`: where the code is accepted, for everybody. */
export function premisesPage(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: '/{campus}/premises',
    role: 'public',
    summary: 'Where the code is accepted',
    handle({ params, language }) {
      const { file, slug } = campusOf(context, params);
      const view = premisesView(file, language, context.now());
      const styles = ['/assets/styles/pages.css'];
      const home = `/${slug}/wallet`;
      const kind = 'premises-page';
      return {
        html: renderPage({
          campus: file,
          language,
          title: view.words.title,
          body: page(view),
          home,
          styles,
          kind,
        }),
      };
    },
  });
}
