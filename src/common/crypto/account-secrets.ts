import type { KeyRing } from './key-ring.js';
import { rootKeyIdOf } from './root-keys.js';

/** Columns of `accounts` that are sealed by the root keys: second factors belong to a person, not to a clinic. */
const COLUMNS = ['totp_secret', 'totp_pending'] as const;

type Row = { id: string } & Record<(typeof COLUMNS)[number], string | null>;

/** Pending or not, a secret is sealed for its account. */
export const accountSecretPlace = (accountId: string): string => `accounts|totp|${accountId}`;

/** Brings them under the current root key. Answers how many accounts had others. */
export function resealAccounts(keys: KeyRing): Promise<number> {
  const { root } = keys;
  return keys.inTransaction(async (client) => {
    const { rows } = await client.query<Row>(`SELECT id, ${COLUMNS.join(', ')} FROM accounts FOR UPDATE`);
    const anew = (id: string, sealed: string | null) =>
      sealed && root.seal('accounts', accountSecretPlace(id), root.open('accounts', accountSecretPlace(id), sealed));
    const stale = rows.filter((row) => COLUMNS.some((name) => isStale(row[name], root.currentId)));
    for (const row of stale) {
      const values = COLUMNS.map((name) => anew(row.id, row[name]));
      await client.query('UPDATE accounts SET totp_secret = $2, totp_pending = $3 WHERE id = $1', [row.id, ...values]);
    }
    return stale.length;
  }, '*');
}

const isStale = (sealed: string | null, currentId: string): boolean =>
  sealed !== null && rootKeyIdOf(sealed) !== currentId;
