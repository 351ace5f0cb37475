import { z } from 'zod';
import { deviceAddress, id, localizedText, secretReference } from '../words.js';

/** Settings are the plugin's own words: its schema reads them through `checkPluginSettings`. */
export const pluginsSection = z.record(
  id,
  z.strictObject({ enabled: z.boolean(), settings: z.record(z.string(), z.unknown()).default({}) }),
);

/** A reader's credential: it speaks for these points only. */
export const devicesSection = z.array(
  z.strictObject({
    id,
    plugin: id,
    points: z.array(id).min(1),
    kind: z.enum(['mqtt', 'http']).default('http'),
    name: localizedText,
    token: secretReference,
    /** Where the hub calls the device, for what is pushed to it over HTTP. */
    address: deviceAddress.optional(),
  }),
);
