import { localized } from '../../../core/domain/languages.js';
import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Desk } from '../desk.js';
import { framed } from '../frame.js';
import { POSTER_WORDS, type PosterWords } from './words.js';

const page = template<{ words: PosterWords; title: string; alt: string; image: string }>(
  new URL('./poster.hbs', import.meta.url),
);
/** Sharp on paper; the largest that the platform draws is 1280. */
const WIDTH = 1024;

/** The poster with the mini program's own code, and the image on it. */
export function posterRoutes(desk: Desk): AnyRoute[] {
  return [pageRoute(desk), imageRoute(desk)];
}

function pageRoute(desk: Desk): AnyRoute {
  return route({
    method: 'get',
    path: desk.paths.poster,
    role: 'public',
    summary: 'The poster of the mini program',
    handle(ask) {
      const words = POSTER_WORDS[ask.language];
      const codeName = localized(desk.scope.hub.file().branding.codeName, ask.language);
      const title = words.title(codeName);
      const body = page({ words, title, alt: words.alt(codeName), image: desk.paths.codeImage });
      return framed(desk, ask, { title, body });
    },
  });
}

/** Drawn by the platform once while the plugin runs: the code never expires and never changes. */
function imageRoute(desk: Desk): AnyRoute {
  let drawing: Promise<Buffer> | undefined;
  const image = () => {
    drawing ??= desk.platform.codeImage(desk.scope.settings.cardPage, WIDTH).catch((error: unknown) => {
      drawing = undefined;
      throw error;
    });
    return drawing;
  };
  return route({
    method: 'get',
    path: desk.paths.codeImage,
    role: 'public',
    summary: 'The mini program’s own code, as an image',
    async handle({ response }) {
      const bytes = await image();
      response.setHeader('Content-Type', isPng(bytes) ? 'image/png' : 'image/jpeg');
      response.setHeader('Cache-Control', 'public, max-age=3600');
      response.end(bytes);
      return 'streamed' as const;
    },
  });
}

function isPng(bytes: Buffer): boolean {
  return bytes.subarray(1, 4).toString('latin1') === 'PNG';
}
