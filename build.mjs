// `node build.mjs` builds the whole house, `node build.mjs product` leaves test/ and bench/ uncompiled: a first start is
// half as long then.
//
// Builds everything under dist/: TypeScript by tsc, browser scripts and the pages' styles by esbuild, and the files that are read at run time
// (templates, SQL, styles, WSDL, example data) copied beside the compiled modules that read them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const out = path.join(root, 'dist');
const ROOMS = [
  'bin',
  'core',
  'plugins',
  'web',
  'simulators',
  'examples',
  'templates',
  'test',
  'bench',
  'edge',
];
const ASSET = /\.(hbs|sql|css|svg|png|ico|wsdl|xsd|ya?ml|csv|json|txt|ldif|conf|acl|woff2)$/;

const STYLES = /^web\/styles\/[^/]+\.css$/;

/** Every file below the rooms, as paths relative to the root. */
function* walk(dir) {
  for (const entry of readdirSync(path.join(root, dir), { withFileTypes: true })) {
    const file = path.join(dir, entry.name);
    if (entry.isDirectory()) yield* walk(file);
    else yield file;
  }
}
const rooms = ROOMS.filter((room) =>
  statSync(path.join(root, room), { throwIfNoEntry: false })?.isDirectory(),
);
// Whoever removes a plugin's folder removes the plugin: its own tests leave the build with it.
const removed = testsOfRemovedPlugins();
const files = rooms
  .flatMap((room) => [...walk(room)])
  .filter((file) => !removed.some((folder) => file.startsWith(`${folder}/`)));

function testsOfRemovedPlugins() {
  const folders = statSync(path.join(root, 'test/plugins'), { throwIfNoEntry: false })
    ? readdirSync(path.join(root, 'test/plugins'))
    : [];
  return folders
    .filter((name) => !existsSync(path.join(root, 'plugins', name)))
    .map((name) => `test/plugins/${name}`);
}

/** Compiled files whose source is gone would still be found by the test runner and the plugin loader. */
function removeOrphans() {
  const wanted = new Set(files);
  const dist = statSync(out, { throwIfNoEntry: false })
    ? readdirSync(out, { recursive: true, withFileTypes: true })
    : [];
  for (const entry of dist) {
    if (entry.isDirectory() || entry.name.startsWith('.')) continue;
    const relative = path.relative(out, path.join(entry.parentPath, entry.name));
    const source = relative.replace(/\.(js|js\.map)$/, '.ts');
    if (!relative.startsWith('public/') && !wanted.has(relative) && !wanted.has(source))
      rmSync(path.join(out, relative));
  }
}

function copyAssets() {
  for (const file of files.filter((name) => ASSET.test(name) && !STYLES.test(name))) {
    const from = path.join(root, file);
    const to = path.join(out, file);
    if ((statSync(to, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= statSync(from).mtimeMs) continue;
    mkdirSync(path.dirname(to), { recursive: true });
    cpSync(from, to);
  }
}

/** A page asks for one sheet of its own: what that one begins with (`@import`) is written into it. */
async function bundleStyles() {
  const entryPoints = files.filter((name) => STYLES.test(name)).map((name) => path.join(root, name));
  if (entryPoints.length === 0) return;
  const { build } = await import('esbuild');
  await build({
    entryPoints,
    outdir: path.join(out, 'web', 'styles'),
    bundle: true,
    minify: true,
    logLevel: 'warning',
  });
}

/** A plugin's stylesheets under dist/public/styles/<plugin>/: a folder that holds nothing else can be served whole. */
function publishStyles() {
  for (const file of files) {
    const plugin = /^plugins\/([^/]+)\/.*\.css$/.exec(file)?.[1];
    if (plugin === undefined) continue;
    const to = path.join(out, 'public', 'styles', plugin, path.basename(file));
    mkdirSync(path.dirname(to), { recursive: true });
    cpSync(path.join(root, file), to);
  }
}

/** Each file directly in a folder named islands/ is one browser script, served as /assets/<name>.js. */
async function bundleIslands() {
  const entries = files.filter((name) => /(^|\/)islands\/[^/]+\.ts$/.test(name) && !name.endsWith('.d.ts'));
  if (entries.length === 0) return;
  const { build } = await import('esbuild');
  await build({
    entryPoints: entries.map((name) => ({ in: path.join(root, name), out: path.basename(name, '.ts') })),
    outdir: path.join(out, 'public'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2020',
    sourcemap: false,
    logLevel: 'warning',
  });
}

/**
 * What is not compiled: removed plugins' tests, and for the product all tests. tsc learns it from a project file of its
 * own, with its own memory of what is up to date.
 */
function project() {
  const product = process.argv[2] === 'product';
  const left = product ? ['test', 'bench'] : removed;
  if (left.length === 0) return root;
  const exclude = ['**/islands/**', 'dist', 'node_modules', '.gatehouse', ...left].map(
    (folder) => `../${folder}`,
  );
  const name = product ? 'product' : 'without-removed';
  const file = path.join(out, `tsconfig.${name}.json`);
  const compilerOptions = { tsBuildInfoFile: `./.tsbuildinfo-${name}` };
  mkdirSync(out, { recursive: true });
  writeFileSync(file, JSON.stringify({ extends: '../tsconfig.json', compilerOptions, exclude }));
  return file;
}

function compile() {
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const done = spawnSync(process.execPath, [tsc, '-p', project()], { stdio: 'inherit' });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

/** Names, sizes and times of all that the product is made of, and of what makes it. */
function stampOf() {
  const made = ['build.mjs', 'tsconfig.json', 'package-lock.json', 'node_modules/.package-lock.json'];
  const sources = files.filter((file) => !/^(test|bench)\//.test(file));
  const hash = createHash('sha256');
  for (const file of [...sources, ...made]) {
    const { size, mtimeMs } = statSync(path.join(root, file), { throwIfNoEntry: false }) ?? {};
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** A start with nothing new to build takes seconds less than to find that out file by file. */
const STAMP = path.join(out, '.product-stamp');
const stamp = stampOf();
const isProduct = process.argv[2] === 'product';
if (isProduct && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) process.exit(0);

rmSync(STAMP, { force: true });
removeOrphans();
copyAssets();
publishStyles();
await bundleStyles();
await bundleIslands();
compile();
writeFileSync(STAMP, stamp);
