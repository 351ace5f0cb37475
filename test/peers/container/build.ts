import { execFile } from 'node:child_process';
import { cp, mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  contextNames,
  copyOf,
  type Instruction,
  readStages,
  type Stage,
} from '../../container/dockerfile.js';
import { ROOT } from '../../docs/fenced.js';

const run = promisify(execFile);
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Carries out the Dockerfile in folders, since no engine runs here: each stage is a folder below `folder`, its WORKDIR a
 * folder in it. What needs the image's own users and root folders (an absolute path in a RUN) is left out, and where all
 * packages are installed, those of this checkout are taken, which were installed in the same way. Answers the last stage's
 * working folder.
 */
export async function buildInFolders(folder: string): Promise<string> {
  const context = path.join(folder, 'context');
  await mkdir(context);
  for (const name of contextNames())
    await cp(path.join(ROOT, name), path.join(context, name), { recursive: true });
  let last = '';
  for (const stage of readStages()) last = await carryOut(stage, folder, context);
  return last;
}

async function carryOut(stage: Stage, folder: string, context: string): Promise<string> {
  const root = path.join(folder, stage.name);
  let at = root;
  for (const instruction of stage.instructions) {
    if (instruction.word === 'WORKDIR') at = path.join(root, instruction.rest);
    await mkdir(at, { recursive: true });
    if (instruction.word === 'COPY') await copy(instruction, { at, folder, context });
    if (instruction.word === 'RUN' && /^npm ci(?!.*--omit)/.test(instruction.rest))
      await symlink(path.join(ROOT, 'node_modules'), path.join(at, 'node_modules'));
    else if (instruction.word === 'RUN' && !/ \//.test(instruction.rest))
      await run('bash', ['-euc', instruction.rest], {
        cwd: at,
        env: plainEnvironment(),
        maxBuffer: MOST_BYTES,
      });
  }
  return at;
}

async function copy(
  instruction: Instruction,
  { at, folder, context }: { at: string; folder: string; context: string },
): Promise<void> {
  const { from, sources, to } = copyOf(instruction);
  const origin = from === undefined ? context : path.join(folder, from);
  const many = sources.length > 1 || to.endsWith('/');
  for (const source of sources) {
    const target = path.join(at, to, many ? path.basename(source) : '');
    await cp(path.join(origin, source), target === at ? path.join(at, path.basename(source)) : target, {
      recursive: true,
      // npm's links to programs lead from folder to folder within the stage.
      verbatimSymlinks: true,
    });
  }
}

/** The runner's own npm settings must not decide what is installed. */
function plainEnvironment(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(package|lifecycle)|NODE_ENV$)/.test(name),
  );
  return Object.fromEntries(kept);
}
