/** Simulators print nothing: what happens is told to this function, with facts and never a secret. */
export type Log = (event: string, facts?: Record<string, unknown>) => void;

export const silent: Log = () => undefined;
