import { type Language, localized } from '../../../core/domain/languages.js';
import { DENY_REASONS, GRANT_REASONS } from '../../../core/domain/reasons.js';
import { sentence } from '../../../core/domain/sentences/index.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { Scene, SceneDevice, ScenePerson } from './scene.js';
import { DEMO_WORDS, type DemoWords } from './words/index.js';

export interface DemoView {
  words: DemoWords['page'];
  campuses: { href: string; name: string; current: boolean }[];
  slug: string;
  people: { key: string; login: string; name: string; story: string; left: boolean }[];
  visits: boolean;
  devices: { id: string; name: string; kind: string; href: string; checked: boolean }[];
  mishaps: { id: string; name: string; expect: string }[];
  /** What the page's script says and knows, as JSON. */
  say: string;
  reasons: string;
  points: string;
}

/** Everything that stands on the page of one campus. */
export function demoView(
  { slug, file }: Snapshot,
  all: readonly Snapshot[],
  scene: Scene,
  language: Language,
): DemoView {
  const words = DEMO_WORDS[language];
  const name = (id: string, list: typeof file.points | typeof file.devices) => {
    const found = list.find((one) => one.id === id);
    return found ? localized(found.name, language) : id;
  };
  const devices = scene.devices(slug);
  const points = [...new Set(devices.flatMap((device) => device.points))];
  return {
    words: words.page,
    campuses: all.map((one) => ({
      href: `/demo/${one.slug}`,
      name: localized(one.file.campus.name, language),
      current: one.slug === slug,
    })),
    slug,
    people: scene.people(slug).map((person) => personView(person, language)),
    visits: file.visits !== undefined,
    devices: devices.map(({ id, kind, href }: SceneDevice, index) => ({
      ...{ id, kind, href },
      name: name(id, file.devices),
      checked: index === 0,
    })),
    mishaps: Object.entries(words.mishaps)
      .filter(([id]) => id !== 'early' || file.visits !== undefined)
      .map(([id, mishap]) => ({ id, ...mishap })),
    say: JSON.stringify(words.say),
    reasons: JSON.stringify(reasonsIn(language)),
    points: JSON.stringify(Object.fromEntries(points.map((id) => [id, name(id, file.points)]))),
  };
}

function personView({ story, name, ...person }: ScenePerson, language: Language): DemoView['people'][number] {
  return {
    ...person,
    name: language === 'en' ? name.en : (name.zh ?? name.en),
    story: story ? localized(story, language) : '',
  };
}

/** What a reason means, in the words for whoever was let in or refused. */
function reasonsIn(language: Language): Record<string, string> {
  return Object.fromEntries(
    [...GRANT_REASONS, ...DENY_REASONS].map((reason) => [reason, sentence(reason, 'holder', language)]),
  );
}
