import { z } from 'zod';
import { Problem } from '../../../core/domain/problem.js';
import { type Answer, type AnyRoute, route } from '../../../core/http/route.js';
import { linkPhone, type PhoneLink, phoneLabelText } from '../phone/link-phone.js';
import { acceptedIn, noticeMarks } from '../phone/notices.js';
import type { Ask } from '../phone/phones.js';
import type { Desk } from './desk.js';
import { type LinkProblem, linkForm } from './link-form.js';
import { beforeLinking } from './unlinked.js';

/** A form leaves out what was not ticked and repeats what there are several of. */
const linkBody = z.object({
  label: z.string().max(200).default(''),
  accept: z.string().optional(),
  notice: noticeMarks,
});
type LinkBody = z.output<typeof linkBody>;

/** Takes the form that links this phone; the pass goes into a cookie that scripts cannot read. */
export function linkRoute(desk: Desk): AnyRoute {
  return route<LinkBody>({
    method: 'post',
    path: desk.paths.wallet,
    role: 'holder',
    summary: 'The wallet: link this phone',
    body: linkBody as z.ZodType<LinkBody>,
    async handle(ask) {
      const label = ask.body.label.trim();
      const problems = problemsOf(ask.body, desk);
      if (problems.length > 0) return linkForm(desk, ask, { label, problems });
      return link(desk, ask, { label, accepted: acceptedIn(ask.body.notice) });
    },
  });
}

function problemsOf(body: LinkBody, desk: Desk): LinkProblem[] {
  const needsConsent = desk.scope.hub.file().notices.length > 0;
  return [
    ...(phoneLabelText.safeParse(body.label).success ? [] : ['labelMissing' as const]),
    ...(needsConsent && body.accept === undefined ? ['acceptMissing' as const] : []),
  ];
}

async function link(desk: Desk, ask: Ask, asked: PhoneLink): Promise<Answer> {
  try {
    const { text } = await linkPhone(desk, ask.principal, asked);
    return { redirect: desk.paths.wallet, cookies: [desk.phones.keep(text)] };
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    if (error.code === 'notices_not_accepted')
      return linkForm(desk, ask, { label: asked.label, problems: ['noticesChanged'] });
    // Another phone was quicker, or the credential changed: the page that says so stands at `start`.
    return (await beforeLinking(desk, ask)) ?? { redirect: desk.paths.wallet };
  }
}
