import { z } from 'zod';
import type { PluginHost } from '../core/host/plugin-host.js';
import type { JobHandler, JobHandlers } from '../core/jobs/handlers.js';
import { pushPolicyHandler } from '../core/jobs/push-policy-handler.js';
import type { Context } from '../core/use-cases/context.js';
import { endSignIns } from '../core/use-cases/end-sign-ins.js';
import { deliverMessage } from '../core/use-cases/messages/deliver-message.js';
import { rejudgeCampus } from '../core/use-cases/rejudge-campus.js';
import { spreadHolds } from '../core/use-cases/spread-holds.js';
import { matchAlumni } from '../core/use-cases/visits/match-alumni.js';

/** What each kind of outbox row makes happen. */
export function jobHandlers(context: Context, host: PluginHost, publicUrl: string): JobHandlers {
  return {
    // One at once on a node: a kill leaves one message in doubt.
    'deliver-message': deliverHandler(context, host, publicUrl, 1),
    'deliver-code': deliverHandler(context, host, publicUrl, 4),
    'push-policy': pushPolicyHandler(context, (snapshot, plugin) => host.pushOf(snapshot, plugin)),
    'book-alumni': {
      attempts: 12,
      latestOnly: false,
      async run({ campus, payload }) {
        await context.snapshots.follow();
        const snapshot = context.snapshots.byNumber(campus);
        if (snapshot) await matchAlumni(context, snapshot, bookingPayload.parse(payload).booking);
      },
    },
    'rejudge-campus': {
      attempts: 12,
      latestOnly: true,
      attemptMs: REJUDGE_MS,
      async run({ campus }, signal) {
        await context.snapshots.follow();
        const snapshot = context.snapshots.byNumber(campus);
        if (snapshot) await rejudgeCampus(context, snapshot, signal);
      },
    },
    'end-sign-ins': {
      attempts: 24,
      latestOnly: false,
      async run({ campus, payload }) {
        const who = signedOutPayload.parse(payload);
        const tell = host.hooks(campus).all('tell:signed-out');
        await endSignIns(context, campus, who, (of) => Promise.all(tell.map(({ fill }) => fill(of))));
      },
    },
    'spread-holds': {
      // An import may take many minutes.
      attempts: 24,
      latestOnly: true,
      run: ({ campus }) => spreadHolds(context, { campus }),
    },
  };
}

/** About a day of attempts, ten minutes apart at the end: a mail server that greylists, a gateway that is down. */
const MESSAGE_ATTEMPTS = 150;
/** A million people; it ends sooner when the hub stops, and begins again from the first then. */
const REJUDGE_MS = 30 * 60_000;
const bookingPayload = z.object({ booking: z.string() });
const signedOutPayload = z.object({ person: z.uuid(), keep: z.string().nullable() });
const messagePayload = z.object({ message: z.uuid() });

function deliverHandler(context: Context, host: PluginHost, publicUrl: string, atOnce: number): JobHandler {
  return {
    attempts: MESSAGE_ATTEMPTS,
    latestOnly: false,
    atOnce,
    async run(job, signal) {
      await context.snapshots.follow();
      const snapshot = context.snapshots.byNumber(job.campus);
      if (!snapshot) return;
      const hooks = host.hooks(job.campus);
      const fills = hooks.all('message:deliver').map(({ fill }) => fill);
      const on = {
        publicUrl,
        channel: (channel: string) => fills.find((fill) => fill.channel === channel),
        passLinks: hooks.all('pass:link').map(({ fill }) => fill),
      };
      const { message } = messagePayload.parse(job.payload);
      await deliverMessage(context, snapshot, on, { message, last: job.attempt >= MESSAGE_ATTEMPTS }, signal);
    },
  };
}
