import { z } from 'zod';
import type { PluginHost } from '../../../core/host/plugin-host.js';
import { CONSOLE_PAGES } from '../../../core/http/page/console-nav.js';
import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { placesPage } from './desk.js';
import { deviceAt, deviceView, PUSHED } from './device-view.js';
import { DEVICE_FILTERS, devicesView } from './devices-view.js';
import { placesView } from './places-view.js';
import { pushRoute } from './push-route.js';

const text = z.string().trim().max(100).catch('');
// What a form leaves empty is not asked for.
const id = z
  .string()
  .max(100)
  .transform((one) => one || undefined)
  .optional()
  .catch(undefined);
const placesQuery = z.object({ q: text, area: id, after: id });
const devicesQuery = z.object({ q: text, after: id, show: z.enum(DEVICE_FILTERS).catch('all') });
const deviceQuery = z.object({ pushed: z.enum(PUSHED).optional().catch(undefined) });

const places = template<Awaited<ReturnType<typeof placesView>>>(new URL('./places.hbs', import.meta.url));
const devices = template<Awaited<ReturnType<typeof devicesView>>>(new URL('./devices.hbs', import.meta.url));
const one = template<Awaited<ReturnType<typeof deviceView>>>(new URL('./device.hbs', import.meta.url));

const { roles: role } = CONSOLE_PAGES.places;

/** `/{campus}/console/places` and `/devices`: the tree of places, and what each device holds. */
export function consolePlacePages(context: Context, host: PluginHost): AnyRoute[] {
  return [
    route<undefined, z.output<typeof placesQuery>>({
      method: 'get',
      path: '/{campus}/console/places',
      role,
      summary: 'The places of a campus',
      query: placesQuery,
      handle: (ask) =>
        placesPage(context, host, ask, async (desk) => ({
          places: true,
          body: places(await placesView(desk, ask.query)),
        })),
    }),
    route<undefined, z.output<typeof devicesQuery>>({
      method: 'get',
      path: '/{campus}/console/devices',
      role,
      summary: 'The devices of a campus, and which policy each holds',
      query: devicesQuery,
      handle: (ask) =>
        placesPage(context, host, ask, async (desk) => ({
          places: false,
          body: devices(await devicesView(desk, ask.query)),
        })),
    }),
    route<undefined, z.output<typeof deviceQuery>>({
      method: 'get',
      path: '/{campus}/console/devices/{device}',
      role,
      summary: 'One device with its pushes',
      query: deviceQuery,
      handle: (ask) =>
        placesPage(context, host, ask, async (desk) => {
          const device = deviceAt(desk, ask.params['device']);
          return { places: false, body: one(await deviceView(desk, device, ask.query.pushed)) };
        }),
    }),
    pushRoute(context),
  ];
}
