import { randomBytes } from 'node:crypto';
import { type CampusFile, campusFile } from '../../core/campus-file/schema.js';
import { campusWith } from '../decide-campus.js';

export const RULES = 1000;
/** A controller of so many doors has one device credential. */
export const POINTS_PER_DEVICE = 10;
const ALWAYS = [{ from: '00:00', to: '24:00' }];

/** The campus of the decision bench, open at every hour, with one controller for ten doors. */
export function benchCampus(): CampusFile {
  const { campus, slug, timeZone, areas, points, groups, schedules, rules } = campusWith(RULES);
  const name = { en: 'Bench' };
  return campusFile.parse({
    campus: { number: campus, slug, name, timeZone, languages: ['en'] },
    branding: { colour: '#024638', logoText: 'Bench', codeName: name },
    areas,
    points: points.map(({ number: _, ...point }) => point),
    groups: groups.map(({ id, name }) => ({ id, name, members: { unit: [id] } })),
    schedules: schedules.map(({ id, week }) => ({
      id,
      week: Object.fromEntries(Object.keys(week).map((day) => [day, ALWAYS])),
    })),
    rules,
    eligibility: { affiliations: ['staff'] },
    roles: { admin: ['bench'] },
    plugins: { gates: { enabled: true } },
    contacts: [{ topic: 'bench', name, advice: name }],
    links: [{ id: 'feedback', label: name, url: 'mailto:bench@campus.example' }],
    devices: points
      .filter((_, index) => index % POINTS_PER_DEVICE === 0)
      .map((_, index) => ({
        ...{ id: `controller-${index}`, plugin: 'gates', kind: 'http', name },
        points: points
          .slice(index * POINTS_PER_DEVICE, (index + 1) * POINTS_PER_DEVICE)
          .map((point) => point.id),
        token: `\${env:${tokenName(index)}}`,
      })),
  });
}

/** Tokens of the controllers, by the variables that the campus names. */
export function controllerTokens(file: CampusFile): Record<string, string> {
  return Object.fromEntries(
    file.devices.map((_, index) => [tokenName(index), randomBytes(32).toString('base64url')]),
  );
}

/** The variable of the controller that speaks for the point of this index. */
export function tokenName(controller: number): string {
  return `CONTROLLER_${controller}_TOKEN`;
}
