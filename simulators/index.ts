import { type Gates, type GatesOptions, startGates } from './start-gates.js';
import { type Services, type ServicesOptions, startServices } from './start-services.js';

export { startGates, startServices };

export interface VirtualCampusOptions extends Omit<ServicesOptions, 'ports'>, Omit<GatesOptions, 'port'> {
  ports?: NonNullable<ServicesOptions['ports']> & { gatesPage?: number };
}

export type VirtualCampus = Omit<Services, 'stop'> & Omit<Gates, 'stop'> & { stop(): Promise<void> };

/**
 * The whole virtual campus, for a hub that runs already. Who starts the hub as well starts the services before it and
 * the gates after it.
 */
export async function startVirtualCampus(options: VirtualCampusOptions): Promise<VirtualCampus> {
  const services = await startServices(options);
  try {
    const gates = await startGates({
      ...options,
      pushPort: services.pushPort,
      port: options.ports?.gatesPage ?? 0,
    });
    return {
      ...services,
      ...gates,
      stop: async () => void (await Promise.all([gates.stop(), services.stop()])),
    };
  } catch (error) {
    await services.stop();
    throw error;
  }
}
