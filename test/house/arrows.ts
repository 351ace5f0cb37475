// node dist/test/house/arrows.js: the one-way-imports check of design section 3, over the tree it was built from.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkArrows } from './check-arrows.js';

const root = path.resolve(fileURLToPath(new URL('../../..', import.meta.url)));
const findings = checkArrows(root);
for (const finding of findings) process.stderr.write(`${finding}\n`);
process.stdout.write(
  findings.length === 0 ? 'imports: every arrow points one way\n' : `imports: ${findings.length} wrong\n`,
);
process.exitCode = findings.length === 0 ? 0 : 1;
