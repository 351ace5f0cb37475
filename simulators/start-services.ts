import path from 'node:path';
import { type Appointments, startAppointments } from './appointments/start-appointments.js';
import type { Directory } from './directory/start-directory.js';
import { startDirectory } from './directory/start-directory.js';
import { type Hr, startHr } from './hr/start-hr.js';
import type { Credentials } from './hr/username-token.js';
import { type Messages, type MessagesOptions, startMessages } from './inbox/start-messages.js';
import { CAMPUSES, type CampusPeople, type CampusSlug, loadPeople } from './people/people.js';
import { type AlumniRegister, startAlumni } from './register/start-alumni.js';
import { type Register, startRegister } from './register/start-register.js';
import type { Log } from './support/log.js';
import { type PushPort, startPushPort } from './support/push-port.js';
import { startWechat, type Wechat } from './wechat/start-wechat.js';

export interface ServicePorts {
  directory?: number;
  hr?: { [campus in CampusSlug]?: number };
  hrControl?: { [campus in CampusSlug]?: number };
  wechat?: number;
  messages?: NonNullable<MessagesOptions['ports']>;
  /** Where the hub calls tills and panels. */
  devices?: number;
  appointments?: number;
}

export interface ServicesOptions {
  /** HR's changes and the register's CSV files stand here, kept between runs. */
  dataDir: string;
  /** Absent or 0: any free port. */
  ports?: ServicePorts;
  now?: () => Date;
  log?: Log;
  /** PEM; what the SMS gateway trusts beside the usual ones where it calls the hub with a receipt. */
  hubCertificate?: string;
}

/** The campus's own systems, which are there before the hub. An unknown campus is a RangeError everywhere. */
export interface Services {
  people(campus: string): CampusPeople;
  hr(campus: string): Hr;
  hrUrl(campus: string): string;
  hrCredentials(campus: string): Credentials;
  register(campus: string): Register;
  registerCsvPath(campus: string): string;
  /** The alumni office of hkust-gz. */
  alumni: AlumniRegister;
  directory: Directory;
  directoryUrl: string;
  /** The old appointment system of hkust-gz. */
  appointments: Appointments;
  /** The platform, with the mini program of hkust-gz. */
  wechat: Wechat;
  /** Mail server, SMS gateway and the page of inboxes. */
  messages: Messages;
  /** Where the hub calls tills and panels; they attach when they start. */
  pushPort: PushPort;
  stop(): Promise<void>;
}

interface CampusSystems {
  people: CampusPeople;
  credentials: Credentials;
  hr: Hr;
  register: Register;
}

/** As the platform has it registered: its secret, and the pages of the released version. */
const MINI_PROGRAM = {
  appid: 'wx3f0a7c19d2e8b645',
  secret: 'wechat-demo-secret-of-hkust-gz',
  pages: ['pages/card/index', 'pages/visit/index'],
};

const APPOINTMENTS_SECRET = 'appointments-demo-secret-of-hkust-gz';

export async function startServices(options: ServicesOptions): Promise<Services> {
  const now = options.now ?? (() => new Date());
  const running: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()));
  };
  const kept = async <One extends { stop(): Promise<void> }>(starting: Promise<One>): Promise<One> => {
    const one = await starting;
    running.push(one);
    return one;
  };
  const starting = startAll(options, now, kept);
  try {
    return { ...(await starting), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Kept = <One extends { stop(): Promise<void> }>(starting: Promise<One>) => Promise<One>;

/** Side by side. Where one fails the others are waited for, so that they can be stopped. */
async function startAll(
  options: ServicesOptions,
  now: () => Date,
  kept: Kept,
): Promise<Omit<Services, 'stop'>> {
  const { ports = {}, log, hubCertificate: trust, dataDir } = options;
  const common = { now, ...(log === undefined ? {} : { log }) };
  const people = CAMPUSES.map((campus) => loadPeople(campus, now()));
  const parts = [
    Promise.all(people.map((some) => startCampus(some, options, now, kept))),
    kept(startDirectory({ ...common, campuses: people, port: ports.directory ?? 0 })),
    kept(startWechat({ ...MINI_PROGRAM, ...common, port: ports.wechat ?? 0 })),
    kept(
      startMessages({ ...common, ports: ports.messages ?? {}, ...(trust === undefined ? {} : { trust }) }),
    ),
    startAlumni({ campus: 'hkust-gz', folder: path.join(dataDir, 'register') }),
    kept(startPushPort(ports.devices)),
    kept(startAppointments({ ...common, secret: APPOINTMENTS_SECRET, port: ports.appointments ?? 0 })),
  ] as const;
  await Promise.allSettled(parts);
  const [campuses, directory, wechat, messages, alumni, pushPort, appointments] = await Promise.all(parts);
  const lookedUp = lookups(new Map(campuses.map((systems) => [systems.people.campus, systems])));
  return {
    ...lookedUp,
    directory,
    directoryUrl: directory.url,
    wechat,
    messages,
    pushPort,
    appointments,
    alumni,
  };
}

async function startCampus(
  people: CampusPeople,
  options: ServicesOptions,
  now: () => Date,
  kept: Kept,
): Promise<CampusSystems> {
  const { dataDir, ports = {}, log } = options;
  const campus = people.campus as CampusSlug;
  const credentials = { username: 'gatehouse', password: `hr-demo-${campus}` };
  const logged = log === undefined ? {} : { log };
  const [register, hr] = await Promise.all([
    kept(startRegister({ ...people, folder: path.join(dataDir, 'register'), ...logged })),
    kept(
      startHr({
        ...people,
        credentials,
        port: ports.hr?.[campus] ?? 0,
        controlPort: ports.hrControl?.[campus] ?? 0,
        journalFile: path.join(dataDir, 'hr', `${campus}.jsonl`),
        now,
        ...logged,
      }),
    ),
  ]);
  return { people, credentials, hr, register };
}

function lookups(campuses: Map<string, CampusSystems>) {
  const of = (campus: string): CampusSystems => {
    const systems = campuses.get(campus);
    if (systems === undefined) throw new RangeError(`The virtual campus has no ${campus}.`);
    return systems;
  };
  return {
    people: (campus: string) => of(campus).people,
    hr: (campus: string) => of(campus).hr,
    hrUrl: (campus: string) => of(campus).hr.url,
    hrCredentials: (campus: string) => of(campus).credentials,
    register: (campus: string) => of(campus).register,
    registerCsvPath: (campus: string) => of(campus).register.csvPath,
  };
}
