export type EmbeddedPostgresCode =
  | 'embedded_postgres_missing'
  | 'embedded_postgres_unusable'
  | 'embedded_postgres_failed'
  | 'no_user_name'
  | 'no_ordinary_user'
  | 'data_folder_unreadable'
  | 'data_folder_other_version'
  | 'data_folder_in_use'
  | 'password_missing'
  | 'port_in_use';

/** Why the embedded PostgreSQL could not start: a stable code, and one sentence that a newcomer can act on. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';

  constructor(
    readonly code: EmbeddedPostgresCode,
    sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}

/** The errno name of a system error (`EACCES`, `ENOENT` ...), or undefined for anything else. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
