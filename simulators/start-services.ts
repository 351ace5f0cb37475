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

export async function startServices(options: ServicesOptions): Promise<Services> {
  const now = options.now ?? (() => new Date());
  const running: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()));
  };
  try {
    const campuses = new Map<string, CampusSystems>();
    for (const campus of CAMPUSES) {
      const systems = await startCampus(campus, options, now);
      running.push(systems.hr, systems.register);
      campuses.set(campus, systems);
    }
    const people = [...campuses.values()].map((systems) => systems.people);
    const directory = await startDirectory({
      campuses: people,
      ...(options.ports?.directory === undefined ? {} : { port: options.ports.directory }),
      ...(options.log === undefined ? {} : { log: options.log }),
    });
    running.push(directory);
    const wechat = await startWechat({
      ...MINI_PROGRAM,
      now,
      ...(options.ports?.wechat === undefined ? {} : { port: options.ports.wechat }),
      ...(options.log === undefined ? {} : { log: options.log }),
    });
    running.push(wechat);
    const messages = await startMessages({
      ...(options.ports?.messages === undefined ? {} : { ports: options.ports.messages }),
      now,
      ...(options.log === undefined ? {} : { log: options.log }),
    });
    running.push(messages);
    const folder = path.join(options.dataDir, 'register');
    const alumni = await startAlumni({ campus: 'hkust-gz', folder });
    const pushPort = await startPushPort(options.ports?.devices);
    running.push(pushPort);
    const appointments = await startAppointments({
      secret: 'appointments-demo-secret-of-hkust-gz',
      now,
      port: options.ports?.appointments ?? 0,
      ...(options.log === undefined ? {} : { log: options.log }),
    });
    running.push(appointments);
    return {
      ...lookups(campuses),
      directory,
      directoryUrl: directory.url,
      wechat,
      messages,
      pushPort,
      appointments,
      alumni,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startCampus(
  campus: CampusSlug,
  options: ServicesOptions,
  now: () => Date,
): Promise<CampusSystems> {
  const { dataDir, ports = {}, log } = options;
  const people = loadPeople(campus, now());
  const credentials = { username: 'gatehouse', password: `hr-demo-${campus}` };
  const logged = log === undefined ? {} : { log };
  const register = await startRegister({ ...people, folder: path.join(dataDir, 'register'), ...logged });
  const hr = await startHr({
    ...people,
    credentials,
    port: ports.hr?.[campus] ?? 0,
    controlPort: ports.hrControl?.[campus] ?? 0,
    journalFile: path.join(dataDir, 'hr', `${campus}.jsonl`),
    now,
    ...logged,
  });
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
