import { SAMPLE_FROM, SAMPLE_TO } from './campus-yaml.js';

/** A campus file's text without its marked sample lines; everything else stays as somebody wrote it. */
export function cutSample(text: string): string {
  let inside = false;
  const kept = text.split('\n').filter((line) => {
    if (line.trim() === SAMPLE_FROM) inside = true;
    const drop = inside;
    if (line.trim() === SAMPLE_TO) inside = false;
    return !drop;
  });
  // Without its end nobody knows what was meant.
  return inside ? text : kept.join('\n');
}
