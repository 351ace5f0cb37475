import { Problem } from '../core/domain/problem.js';
import type { Appointment, Person } from '../simulators/people/people.js';
import type { Services } from '../simulators/start-services.js';
import type { DemoHands } from './demo-hands.js';

/** A demo person leaves in HR's records, or in the register's, or comes back; then an admin has the hub ask at once. */
export async function markLeft(hands: DemoHands, campus: string, key: string, left: boolean): Promise<void> {
  const person = demoPerson(hands.services, campus, key);
  if (!person) throw new Problem(404, 'no_credential', 'The demo has no such person.');
  const appointments = left ? ended(person.appointments) : person.appointments;
  if (person.affiliation === 'staff') hands.services.hr(campus).change(key, { appointments });
  else await changeStudent(hands.services, campus, key, appointments);
  await hands.ask(campus, hands.admin(campus), 'POST', 'pulls');
}

/** Students who were struck off by the demo; the register itself is written anew at each start. */
const struckOff = new Set<string>();

async function changeStudent(services: Services, campus: string, key: string, appointments: Appointment[]) {
  const name = `${campus}/${key}`;
  await services.register(campus).change(key, { appointments });
  const original = demoPerson(services, campus, key)?.appointments;
  if (original === appointments) struckOff.delete(name);
  else struckOff.add(name);
}

/** HR keeps its changes between two runs. */
export function hasLeft(
  services: Services,
  campus: string,
  { sourceKey, affiliation, appointments }: Person,
) {
  if (affiliation !== 'staff') return struckOff.has(`${campus}/${sourceKey}`);
  const now = services.hr(campus).worker(sourceKey).appointments;
  return JSON.stringify(now) !== JSON.stringify(appointments);
}

function demoPerson(services: Services, campus: string, key: string): Person | undefined {
  return services.people(campus).people.find(({ sourceKey, demo }) => demo === true && sourceKey === key);
}

/** Every post ended the day before yesterday, so that no time zone keeps one open. */
function ended(appointments: readonly Appointment[]): Appointment[] {
  const last = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  return appointments
    .filter(({ from }) => from <= last)
    .map(({ from, until }) => ({ from, until: until !== undefined && until < last ? until : last }));
}
