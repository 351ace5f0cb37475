import type { AnyRoute } from '../../../core/http/route.js';
import { PassCodeRate } from '../../../core/http/routes/pass-rate.js';
import type { Context } from '../../../core/use-cases/context.js';
import { openPassRoute } from './open-route.js';
import { passRoute } from './pass-route.js';
import { plainPassRoute } from './plain-route.js';
import { provePassRoute } from './prove-route.js';

/** What a visitor sees, from the link in the message to the code at the gate. */
export function visitorPages(context: Context): AnyRoute[] {
  const rate = new PassCodeRate();
  const shown = [passRoute(context, rate), plainPassRoute(context, rate)];
  return [openPassRoute(context), ...shown, provePassRoute(context)];
}
