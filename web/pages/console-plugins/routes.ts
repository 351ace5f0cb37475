import { z } from 'zod';
import type { Language } from '../../../core/domain/languages.js';
import { Problem } from '../../../core/domain/problem.js';
import type { PluginHost } from '../../../core/host/plugin-host.js';
import { formFields, secretFields } from '../../../core/host/settings-form.js';
import { template } from '../../../core/http/page/template.js';
import type { Principal } from '../../../core/http/principal.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import { actorOf, pluginNamed, pluginView } from '../../../core/http/routes/plugins.js';
import { configurePlugin } from '../../../core/use-cases/configure-plugin.js';
import type { Context } from '../../../core/use-cases/context.js';
import { consolePage } from '../../components/console-frame/console-frame.js';
import { readForm } from './read-form.js';
import { type ConsoleAsk, consoleView, type FieldError } from './view.js';

const page = template<ReturnType<typeof consoleView>>(new URL('./console-plugins.hbs', import.meta.url));
const posted = z.record(z.string(), z.string().max(16_384));

interface Shown {
  params: Record<string, string>;
  language: Language;
  principal: Principal | null;
  saved: boolean;
  refused: ConsoleAsk['refused'];
}

/** `/{campus}/console/plugins`: an admin enables, configures and disables plugins. */
export function consolePluginPages(
  context: Context,
  host: PluginHost,
  env: (name: string) => string | undefined,
): AnyRoute[] {
  const show = async ({ params, language, principal, saved, refused }: Shown): Promise<string> => {
    const snapshot = campusOf(context, params);
    const plugins = host.plugins.map((plugin) => pluginView(host, snapshot, plugin));
    const view = consoleView({ snapshot, plugins, language, saved, refused });
    return consolePage({
      host,
      snapshot,
      principal,
      language,
      page: 'plugins',
      title: view.words.title,
      body: page(view),
    });
  };

  const view = route({
    method: 'get',
    path: '/{campus}/console/plugins',
    role: 'admin',
    summary: 'The plugin page',
    query: z.strictObject({ saved: z.string().optional() }),
    handle: async ({ params, language, principal, query }) => {
      return {
        html: await show({ params, language, principal, saved: query.saved !== undefined, refused: null }),
      };
    },
  });

  const submit = route({
    method: 'post',
    path: '/{campus}/console/plugins/{plugin}',
    role: 'admin',
    summary: 'Save the form of a plugin',
    body: posted,
    async handle({ params, body, language, principal }) {
      const plugin = pluginNamed(host, params['plugin']);
      const { settings, errors } = readForm(formFields(plugin.settings), body);
      const refusedBy = (found: FieldError[]) => ({ plugin: plugin.name, errors: found, settings });
      const again = async (found: FieldError[]) => {
        const html = await show({ params, language, principal, saved: false, refused: refusedBy(found) });
        return { status: 422, html };
      };
      if (errors.length > 0) return again(errors);
      const enabled = body['enabled'] === 'yes';
      try {
        const snapshot = campusOf(context, params);
        const secrets = secretFields(plugin.settings);
        await configurePlugin(context, snapshot, {
          actor: actorOf(principal),
          plugin,
          secrets,
          env,
          enabled,
          settings,
        });
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'settings_invalid') throw error;
        return again(error.extra['errors'] as FieldError[]);
      }
      await host.settle(campusOf(context, params));
      return { redirect: `/${params['campus']}/console/plugins?saved=${plugin.name}#plugin-${plugin.name}` };
    },
  });
  return [view, submit];
}
