import pg from 'pg';
import { networkTrouble } from './network-trouble.presenter.js';

/** What drivers say of a server that takes a connection, or a question, and does not answer. */
const SILENT = /^(Query read timeout|timeout expired|timeout exceeded when trying to connect)$/;

const REFUSALS: Record<string, { detail: string; fix: string }> = {
  '28P01': { detail: 'it does not let this user in', fix: 'check user and password in DATABASE_URL' },
  '28000': { detail: 'it does not let this user in', fix: 'check user and password in DATABASE_URL' },
  '3D000': { detail: 'the server has no database of this name', fix: 'create it, or correct the name in DATABASE_URL' },
  '53300': { detail: 'it takes no more connections', fix: 'raise max_connections, or see who holds them' },
};

const CONNECTING: readonly unknown[] = ['connect', 'getaddrinfo'];

/** Why there is no talking to the database, and what to do about it. Never quotes an address, nor what was asked. */
export function databaseTrouble(error: unknown): { detail: string; fix: string } {
  const refusal = error instanceof pg.DatabaseError ? REFUSALS[error.code ?? ''] : undefined;
  if (refusal) return refusal;
  if (error instanceof Error && SILENT.test(error.message)) {
    return { detail: 'it gives no answer', fix: 'see whether the server is frozen, or buried in work' };
  }
  return {
    detail: `it is not reached: ${networkTrouble(error)}`,
    fix: 'start PostgreSQL, and check host and port in DATABASE_URL',
  };
}

/** True for what `databaseTrouble` has words for. Of connections those alone that did not come about. */
export function isDatabaseTrouble(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return (error.code ?? '') in REFUSALS;
  if (!(error instanceof Error)) return false;
  if (SILENT.test(error.message)) return true;
  // Several addresses of one name were tried.
  const failed: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return failed instanceof Error && 'syscall' in failed && CONNECTING.includes(failed.syscall);
}
