import { Problem } from '../core/domain/problem.js';

/** What an operator reads of an error that ends the program: one clear sentence where the cause is known. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Problem) return error.detail;
  const { code, message, port, path } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port ?? ''} is in use; stop the other program or set PORT (and MQTT_PORT) to another.`;
  if (code === 'EACCES' && port !== undefined)
    return `This user may not listen on port ${port}; set PORT to one above 1023.`;
  if (code === 'EACCES' || code === 'EPERM')
    return `${path ?? 'The data folder'} cannot be read or written by this user.`;
  if (code === 'ENOTDIR') return `${path ?? 'The data folder'} is not a folder.`;
  if (code === 'ENOENT') return `${path ?? 'A file'} is not there.`;
  if (code === 'ECONNREFUSED') return 'The database does not answer; check DATABASE_URL.';
  return message;
}
