import path from 'node:path';
import { z } from 'zod';

const httpUrl = z.url({ protocol: /^https?$/, error: 'an address that begins with http:// or https://' });
const port = z.coerce.number({ error: 'a port from 0 to 65535' }).int().min(0).max(65_535);

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(8460),
  PUBLIC_URL: httpUrl.transform((url) => url.replace(/\/+$/, '')).optional(),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'an address that begins with postgres://' })
    .optional(),
  MQTT_URL: z
    .url({ protocol: /^(mqtts?|wss?)$/, error: 'an address that begins with mqtt:// or mqtts://' })
    .optional(),
  MQTT_PORT: port.default(8461),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'an address that begins with redis://' }).optional(),
  AMQP_URL: z.url({ protocol: /^amqps?$/, error: 'an address that begins with amqp://' }).optional(),
  GATEHOUSE_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  GATEHOUSE_DATA: z.string().min(1).default('.gatehouse'),
  METRICS_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** Every variable of the environment that the hub itself reads. */
export const VARIABLES: readonly string[] = Object.keys(environment.shape);

export interface Config {
  host: string;
  port: number;
  publicUrl: string | undefined;
  databaseUrl: string | undefined;
  mqttUrl: string | undefined;
  mqttPort: number;
  /** Carries the bells of jobs; absent: the database does. */
  redisUrl?: string | undefined;
  /** RabbitMQ: decisions go out to it, worker events come in. */
  amqpUrl?: string | undefined;
  secret: string | undefined;
  dataDir: string;
  logLevel: string;
  /** Whoever scrapes `/metrics` brings it; without one production has nothing there. */
  metricsToken?: string | undefined;
  /** With the example campuses, the virtual campus and people to be. Never in production. */
  demo: boolean;
}

/** A wrong setting, in one sentence. */
export class ConfigError extends Error {}

/** The environment, read once. Throws ConfigError naming every variable that is wrong and what was expected. */
export function readConfig(env: Record<string, string | undefined>, demo: boolean): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const checked = environment.safeParse(set);
  if (!checked.success) {
    const wrong = checked.error.issues.map((issue) => `${issue.path.join('.')} must be ${issue.message}`);
    throw new ConfigError(`${wrong.join('; ')}.`);
  }
  const values = checked.data;
  const config: Config = {
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    databaseUrl: values.DATABASE_URL,
    mqttUrl: values.MQTT_URL,
    mqttPort: values.MQTT_PORT,
    redisUrl: values.REDIS_URL,
    amqpUrl: values.AMQP_URL,
    secret: values.GATEHOUSE_SECRET,
    dataDir: path.resolve(values.GATEHOUSE_DATA),
    logLevel: values.LOG_LEVEL,
    metricsToken: values.METRICS_TOKEN,
    demo,
  };
  if (!demo) refuseHalfProduction(config);
  return config;
}

function refuseHalfProduction(config: Config): void {
  if (config.secret === undefined)
    throw new ConfigError('GATEHOUSE_SECRET must be set: all secrets rest under it.');
  if (config.secret.startsWith('demo-'))
    throw new ConfigError("GATEHOUSE_SECRET is a demo's; make one of your own.");
  if (config.publicUrl === undefined)
    throw new ConfigError('PUBLIC_URL must be set: the address under which people reach the hub.');
  const local = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(config.publicUrl);
  if (!config.publicUrl.startsWith('https:') && !local)
    throw new ConfigError('PUBLIC_URL must begin with https://.');
}
