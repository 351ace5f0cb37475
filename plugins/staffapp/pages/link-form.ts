import { template } from '../../../core/http/page/template.js';
import type { Answer } from '../../../core/http/route.js';
import { noticeMark } from '../phone/notices.js';
import type { Ask } from '../phone/phones.js';
import type { WalletWords } from '../words/index.js';
import type { Desk } from './desk.js';

export type LinkProblem = 'labelMissing' | 'acceptMissing' | 'noticesChanged';

interface View {
  words: WalletWords['link'];
  action: string;
  label: string;
  notices: { text: string; mark: string }[];
  labelProblem: string | null;
  acceptProblem: string | null;
  problems: { text: string; field: string }[];
}

const page = template<View>(new URL('./link-form.hbs', import.meta.url));

/** The form that links this phone; after a mistake with what was typed and, at each field, what is missing. */
export function linkForm(desk: Desk, ask: Ask, typed: { label: string; problems: LinkProblem[] }): Answer {
  const words = desk.words(ask).link;
  const say = desk.say(ask);
  const accept = typed.problems.find((problem) => problem !== 'labelMissing');
  const body = page({
    words,
    action: desk.paths.wallet,
    label: typed.label,
    notices: desk.scope.hub
      .file()
      .notices.map((notice) => ({ text: say(notice.text), mark: noticeMark(notice) })),
    labelProblem: typed.problems.includes('labelMissing') ? words.labelMissing : null,
    acceptProblem: accept ? words[accept] : null,
    problems: typed.problems.map((problem) => ({
      text: words[problem],
      field: problem === 'labelMissing' ? 'label' : 'accept',
    })),
  });
  const status = typed.problems.length > 0 ? 400 : 200;
  return desk.answer(ask, { title: words.title, body, at: 'code', status });
}
