import type { PluginHost } from '../core/host/plugin-host.js';
import type { JobHandlers } from '../core/jobs/handlers.js';
import { pushPolicyHandler } from '../core/jobs/push-policy-handler.js';
import type { Context } from '../core/use-cases/context.js';
import { rejudgeCampus } from '../core/use-cases/rejudge-campus.js';

/** What each kind of outbox row makes happen. */
export function jobHandlers(context: Context, host: PluginHost): JobHandlers {
  return {
    'push-policy': pushPolicyHandler(context, (snapshot, plugin) => host.pushOf(snapshot, plugin)),
    'rejudge-campus': {
      attempts: 12,
      latestOnly: true,
      async run({ campus }) {
        await context.snapshots.follow();
        const snapshot = context.snapshots.byNumber(campus);
        if (snapshot) await rejudgeCampus(context, snapshot);
      },
    },
  };
}
