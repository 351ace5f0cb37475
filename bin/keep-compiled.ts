import module from 'node:module';
import { fileURLToPath } from 'node:url';

/** Nobody else may write there: whoever could would choose what the hub runs. */
const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/gatehouse', import.meta.url));

/**
 * What is read from now on is kept as V8 compiled it, for the next start: a second less. Only where Node can (22.1 and newer)
 * and the folder can be written; elsewhere nothing is different.
 */
export function keepCompiled(): void {
  const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => unknown };
  enableCompileCache?.(FOLDER);
}
