/** The hub's own secrets: settings that an admin writes must not be able to read them. */
const OWN = /^(GATEHOUSE_|DATABASE_URL$|MQTT_URL$|REDIS_URL$|AMQP_URL$|NODE_|PATH$|HOME$|PG)/;

/** Environment variables that settings and tokens may name as ${env:NAME}. */
export function pluginEnvironment(
  env: Record<string, string | undefined>,
): (name: string) => string | undefined {
  return (name) => (OWN.test(name) ? undefined : env[name]);
}
