import type { PassView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { openVisitor } from '../../store/visits-sealed.js';
import type { Context } from '../context.js';
import { maskedContact } from './contact.js';
import { findPass } from './find-pass.js';
import { passView } from './pass-view.js';

export interface ShownPass {
  /** Null while it is not proven who looks: the link alone says nothing about the visit. */
  pass: PassView | null;
  proven: boolean;
  /** Masked. */
  contact: string;
}

/** Throws `pass_ended` (401). */
export async function showPass(context: Context, snapshot: Snapshot, session: string): Promise<ShownPass> {
  const row = await findPass(context, snapshot, session);
  const { contact } = openVisitor(context.vault, snapshot.campus, row.visitor.personal);
  return {
    pass: row.proven ? passView(context, snapshot, row) : null,
    proven: row.proven,
    contact: maskedContact(row.visitor.way, contact),
  };
}
