import { z } from 'zod';
import { campusStyleHref } from '../../../core/http/page/campus-style.js';
import { renderPage } from '../../../core/http/page/layout.js';
import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, type RouteAsk, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import { readDeviceStates } from '../../../core/store/device-states.js';
import type { Context } from '../../../core/use-cases/context.js';
import type { Scene } from './scene.js';
import { type DemoView, demoView } from './view.js';
import { DEMO_WORDS } from './words/index.js';

const page = template<DemoView>(new URL('./demo.hbs', import.meta.url));
const states = z.record(z.string(), z.boolean());

/** A phone beside the readers of a campus, for whoever has neither. Of the demo only: production does not have these. */
export function demoPages(context: Context, scene: Scene): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/demo',
      role: 'public',
      summary: 'The demo: leads to its first campus',
      handle() {
        const [first] = context.snapshots.all();
        return { redirect: first ? `/demo/${first.slug}` : '/' };
      },
    }),
    route({
      method: 'get',
      path: '/demo/{campus}',
      role: 'public',
      summary: 'The demo: a phone beside the readers of a campus',
      handle: (ask) => scenePage(context, scene, ask),
    }),
    route({
      method: 'get',
      path: '/demo/{campus}/states',
      role: 'public',
      summary: 'The demo: which devices the hub sees online',
      answer: states,
      async handle({ params }) {
        const { campus } = campusOf(context, params);
        const known = await readDeviceStates(context.pool, campus);
        return { json: Object.fromEntries([...known].map(([id, { online }]) => [id, online])) };
      },
    }),
  ];
}

function scenePage(context: Context, scene: Scene, { params, language }: RouteAsk<undefined, undefined>) {
  const snapshot = campusOf(context, params);
  const snapshots = context.snapshots.all();
  const words = DEMO_WORDS[language].page;
  return {
    html: renderPage({
      campus: null,
      campuses: snapshots.map(({ file }) => file),
      language,
      title: words.title,
      body: page(demoView(snapshot, snapshots, scene, language)),
      home: '/',
      styles: [campusStyleHref(snapshot.file), '/assets/styles/demo.css'],
      scripts: ['demo'],
      kind: 'demo-page',
    }),
  };
}
