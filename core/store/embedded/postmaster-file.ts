import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What a running server writes about itself in `postmaster.pid` of its data directory. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** Undefined when there is no file, or one that is being written. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  // miscadmin.h: line 1 pid, 4 port, 8 status ("starting", "ready", "stopping", padded).
  const [pid, , , port, , , , status] = lines;
  return { pid: Number(pid), port: Number(port), ready: status?.trim() === 'ready' };
}
