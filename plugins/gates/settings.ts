import { z } from 'zod';

/** What an admin sets for one campus. */
export const settings = z.strictObject({
  mqtt: z.boolean().default(true).meta({
    title: 'Gates speak MQTT',
    help: 'Off: no gate of this campus is answered over MQTT; scanners over HTTP go on.',
  }),
  answerSeconds: z.number().int().min(1).max(30).default(3).meta({
    title: 'Seconds that an answer is good for',
    help: 'A gate opens for no answer that is older.',
  }),
  pushSeconds: z.number().min(0.01).max(40).default(10).meta({
    title: 'Seconds that a gate may take to confirm a policy',
  }),
  scansPerSecond: z.number().int().min(1).max(1000).default(50).meta({
    title: 'Scans a second that one gate may ask about',
  }),
});
export type GateSettings = z.infer<typeof settings>;
