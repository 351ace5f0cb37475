import { readFileSync } from 'node:fs';
import { parseCampusFile } from '../../../core/campus-file/parse.js';
import type { CampusFile } from '../../../core/campus-file/schema.js';
import { type MessageValues, messageValues } from '../../../core/domain/message-values.js';
import type { MessageKind, RenderedMessage } from '../../../core/domain/messages.js';
import { type RenderAsk, renderMessage } from '../../../core/messages/render-message.js';
import { ANY_SETTINGS, exampleText, parsed } from '../campus-file/support.js';

export const LINK = 'https://gatehouse.hku.test/hku/v/q5c0Z3yKXg8mFvT1bJ7uWn2RdLhEoA9sPiQkYxNzC4M';
export const NOW = Date.parse('2026-11-22T04:00:00Z');
export const HKU: CampusFile = parsed(parseCampusFile(exampleText('hku'), 'hku.yaml', ANY_SETTINGS));

/** The sample beside a message's templates. */
export function sampleOf(kind: MessageKind): {
  values: MessageValues;
  link?: 'pass' | 'group';
  miniLink?: string;
} {
  const file = new URL(`../../../templates/${kind}/sample.json`, import.meta.url);
  const { values, ...links } = JSON.parse(readFileSync(file, 'utf8')) as {
    values: unknown;
    link?: 'pass' | 'group';
    miniLink?: string;
  };
  return { values: messageValues.parse(values), ...links };
}

/** A message about its sample, but for what is given. */
export function render(
  ask: Pick<RenderAsk, 'kind' | 'channel' | 'language'> & Partial<RenderAsk>,
): Promise<RenderedMessage> {
  const { values, link } = sampleOf(ask.kind);
  return renderMessage({
    id: '5b1c1f6e-7a34-4f0e-8f61-0d1a2b3c4d5e',
    to: ask.channel === 'email' ? 'ines@example.org' : '+8613800138001',
    toName: 'Ines Duarte',
    values,
    link: link ? { to: link, url: LINK } : null,
    expires: values.until ?? NOW + 300_000,
    now: NOW,
    file: HKU,
    publicUrl: 'https://gatehouse.hku.test',
    ...ask,
  });
}
