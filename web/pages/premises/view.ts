import type { CampusFile } from '../../../core/campus-file/schema.js';
import { campusDay } from '../../../core/domain/campus-day.js';
import { type Language, type Localized, localized } from '../../../core/domain/languages.js';
import { PREMISES_WORDS, type PremisesWords } from './words.js';

export interface PremisesView {
  words: PremisesWords;
  lede: string;
  places: {
    name: string;
    within: string | null;
    points: { name: string; kind: string; kindName: string }[];
  }[];
  soon: { name: string; from: string }[];
}

/** The points of a campus as its premises page shows them: by area, in the file's order, and those to come by date. */
export function premisesView(file: CampusFile, language: Language, now: number): PremisesView {
  const words = PREMISES_WORDS[language];
  const say = (text: Localized) => localized(text, language);
  const placeOf = (id: string) => file.areas.find((area) => area.id === id);
  const today = campusDay(file.campus.timeZone, now);
  const open = file.points.filter((point) => (point.opens ?? '') <= today && point.mode !== 'disabled');
  const soon = file.points.filter((point) => (point.opens ?? '') > today);
  const places = file.areas.flatMap((area) => {
    const points = open.filter((point) => point.area === area.id);
    const parent = area.parent === undefined ? undefined : placeOf(area.parent);
    if (points.length === 0) return [];
    return [
      {
        name: say(area.name),
        within: parent ? say(parent.name) : null,
        points: points.map(({ name, kind }) => ({ name: say(name), kind, kindName: words.kinds[kind] })),
      },
    ];
  });
  const fullName = (point: CampusFile['points'][number]) => {
    const area = placeOf(point.area);
    return area ? `${say(area.name)} · ${say(point.name)}` : say(point.name);
  };
  return {
    words,
    lede: words.lede(say(file.branding.codeName)),
    places,
    soon: soon
      .toSorted((one, other) => (one.opens ?? '').localeCompare(other.opens ?? ''))
      .map((point) => ({ name: fullName(point), from: words.from(longDate(point.opens ?? '', language)) })),
  };
}

function longDate(date: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${date}T00:00:00Z`));
}
