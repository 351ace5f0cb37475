import { VARIABLES } from '../core/config/read-config.js';

/** The hub's own: settings that an admin writes must not be able to read its secrets. */
const OWN = /^(GATEHOUSE_|NODE_|PATH$|HOME$|PG)/;
const isOwn = (name: string) => OWN.test(name) || VARIABLES.includes(name);

/** Environment variables that settings and tokens may name as ${env:NAME}. */
export function pluginEnvironment(
  env: Record<string, string | undefined>,
): (name: string) => string | undefined {
  return (name) => (isOwn(name) ? undefined : env[name]);
}
