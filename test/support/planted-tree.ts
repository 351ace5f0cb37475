import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Writes files below a new temporary folder and hands it to `look`; it is gone afterwards. */
export function withTree<T>(files: Record<string, string>, look: (root: string) => T): T {
  const root = mkdtempSync(path.join(tmpdir(), 'gatehouse-tree-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    return look(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
