import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { seeing } from '../database/sight.js';
import { KEY_BYTES } from './aes-gcm.js';
import { EncryptionKeyMissingError, SealBrokenError } from './crypto.errors.js';
import { ClinicSealer, UNREADABLE, type DataKey, type SealedPlace } from './clinic-sealer.js';
import type { ClinicId } from '../ids/ids.js';
import { rootKeyIdOf, type RootKeys } from './root-keys.js';

interface KeyRow {
  number: number;
  purpose: 'data' | 'index';
  wrapped: string;
}

/** What a clinic seals with from now on, and since when: other processes know it a minute later at the latest. */
export interface RenewedKeys {
  newest: number;
  /** By the database's clock. */
  madeAtMs: number;
}

interface Known {
  /** All who ask while the keys are being read wait for the same reading. */
  sealer: Promise<ClinicSealer>;
  askedAtMs: number;
}

/** Keys of a transaction's clinic must be had while every connection of the product's pool waits in one: these are apart. */
const MAX_CONNECTIONS = 2;
const CONNECT_WITHIN_MS = 5000;
/** Every call of a clinic waits for its keys: a question that a split network has swallowed must not keep them for ever. */
const ANSWER_WITHIN_MS = 5000;
/** After a rotation a process seals with the old data key for so long at most. */
const KEYS_ARE_FRESH_MS = 60_000;
/** Far longer than a transaction may take: what was sealed at the last moment has been committed then, or never will be. */
const TRANSACTIONS_END_MS = 30_000;
/** So long after a data key was made nothing is written any more that an older one has sealed. */
export const KEYS_SETTLE_MS = KEYS_ARE_FRESH_MS + TRANSACTIONS_END_MS;

/**
 * The data keys of the clinics, unwrapped by the root keys and kept in memory. A clinic gets its keys when something of it is
 * sealed for the first time. They are read by the login itself: the role that its transactions step into has no right to them.
 */
export class KeyRing {
  private readonly pool: pg.Pool;
  private readonly known = new Map<string, Known>();
  /** Told of every value that does not open. */
  onUnreadable: (clinicId: string, place: SealedPlace) => void = () => undefined;

  constructor(
    databaseUrl: string,
    readonly root: RootKeys,
  ) {
    this.pool = new pg.Pool({
      connectionString: databaseUrl,
      application_name: 'crownline-keys',
      max: MAX_CONNECTIONS,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
    });
    // An idle connection that breaks is replaced when it is needed.
    this.pool.on('error', () => undefined);
  }

  of(clinicId: string): Promise<ClinicSealer> {
    const known = this.known.get(clinicId);
    return known && performance.now() - known.askedAtMs < KEYS_ARE_FRESH_MS ? known.sealer : this.reload(clinicId);
  }

  /**
   * Opens a value of a clinic, whichever of its keys has sealed it: another process may have made a newer one a moment ago.
   * @throws SealBrokenError
   */
  async open(clinicId: string, place: SealedPlace, sealed: string): Promise<string> {
    const known = await this.of(clinicId);
    const sealer = known.knows(sealed) ? known : await this.reload(clinicId);
    try {
      return sealer.open(place, sealed);
    } catch (error) {
      this.onUnreadable(clinicId, place);
      throw error;
    }
  }

  /** For a row among others, which are shown all the same: what does not open is `UNREADABLE`. */
  async openOrMark(clinicId: string, place: SealedPlace, sealed: string): Promise<string> {
    await this.of(clinicId); // a clinic's keys that can't be had are another trouble
    return this.open(clinicId, place, sealed).catch((error: unknown) => {
      if (error instanceof SealBrokenError) return UNREADABLE;
      throw error;
    });
  }

  private reload(clinicId: string): Promise<ClinicSealer> {
    const known = { sealer: this.read(clinicId), askedAtMs: performance.now() };
    this.known.set(clinicId, known);
    known.sealer.catch(() => {
      if (this.known.get(clinicId) === known) this.known.delete(clinicId);
    });
    return known.sealer;
  }

  /**
   * Unwraps every key there is, so that a wrong or missing root key stops the start-up and not the first call.
   * @throws EncryptionKeyMissingError, SealBrokenError
   */
  async check(): Promise<void> {
    const { rows } = await this.pool.query<KeyRow & { clinic_id: string }>(
      'SELECT clinic_id, number, purpose, wrapped FROM clinic_keys',
    );
    for (const { clinic_id: clinicId, ...row } of rows) this.unwrap(clinicId, row);
    const { rows: secrets } = await this.inTransaction((client) => {
      const named = `SELECT DISTINCT split_part(unnest(ARRAY[totp_secret, totp_pending]), '.', 2) AS id FROM accounts`;
      return client.query<{ id: string | null }>(named);
    }, '*');
    for (const { id } of secrets) if (id !== null && !this.root.has(id)) throw new EncryptionKeyMissingError(id);
  }

  /** Clinics that have keys. */
  async clinics(): Promise<ClinicId[]> {
    const { rows } = await this.pool.query<{ id: ClinicId }>(
      'SELECT DISTINCT clinic_id AS id FROM clinic_keys ORDER BY 1',
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Puts a clinic's keys under the current root key. A newest data key that was not made under it is followed by one that is,
   * since whoever had the old root key may have that one; older ones stay, for what they have sealed. Done already: nothing.
   */
  async renew(clinicId: string): Promise<RenewedKeys> {
    const renewed = await this.inTransaction(async (client) => {
      const { rows } = await client.query<KeyRow & { createdAt: Date }>(
        `SELECT number, purpose, wrapped, created_at AS "createdAt" FROM clinic_keys
         WHERE clinic_id = $1 ORDER BY purpose, number FOR UPDATE`,
        [clinicId],
      );
      const stale = rows.filter(({ wrapped }) => rootKeyIdOf(wrapped) !== this.root.currentId);
      const newest = rows.filter(({ purpose }) => purpose === 'data').at(-1);
      if (!newest) throw new Error('a clinic that has keys has a data key');
      for (const row of stale) {
        const { purpose, number } = row;
        const wrapped = this.root.seal('clinic_keys', keyPlace(clinicId, purpose, number), this.unwrap(clinicId, row));
        await client.query('UPDATE clinic_keys SET wrapped = $4 WHERE (clinic_id, purpose, number) = ($1, $2, $3)', [
          ...[clinicId, purpose, number, wrapped],
        ]);
      }
      if (!stale.includes(newest)) return { newest: newest.number, madeAtMs: newest.createdAt.getTime() };
      const number = newest.number + 1;
      const { rows: made } = await client.query<{ createdAt: Date }>(
        `INSERT INTO clinic_keys (clinic_id, purpose, number, wrapped, created_at) VALUES ($1, 'data', $2, $3, now())
         RETURNING created_at AS "createdAt"`,
        [clinicId, number, this.wrapNew(clinicId, 'data', number)],
      );
      return { newest: number, madeAtMs: made[0]?.createdAt.getTime() ?? 0 };
    });
    await this.reload(clinicId);
    return renewed;
  }

  /**
   * Forgets the data keys before the newest, once nothing is left that they have sealed: whoever has stolen one opens nothing with it
   * that was written since, and what they seal with it does not open here. Answers how many there were.
   */
  async retire(clinicId: string, newest: number): Promise<number> {
    const { rowCount } = await this.pool.query(
      `DELETE FROM clinic_keys WHERE clinic_id = $1 AND purpose = 'data' AND number < $2`,
      [clinicId, newest],
    );
    await this.reload(clinicId);
    return rowCount ?? 0;
  }

  /** @param sight whose rows it sees: a clinic's, or those of every clinic (`*`); none but the keys themselves where it is left out */
  async inTransaction<Result>(work: (client: pg.PoolClient) => Promise<Result>, sight?: string): Promise<Result> {
    const client = await this.pool.connect();
    // The query that is under way fails as well, and says so.
    const broke = () => undefined;
    client.on('error', broke);
    try {
      await client.query(sight === undefined ? 'BEGIN' : `BEGIN; ${seeing(sight)}`);
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      // A connection that is gone can't be rolled back; the server has done it.
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.off('error', broke);
      client.release();
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async read(clinicId: string): Promise<ClinicSealer> {
    const rows = await this.rowsOf(clinicId);
    const [index] = rows.filter(({ purpose }) => purpose === 'index');
    const [oldest, ...newer] = rows
      .filter(({ purpose }) => purpose === 'data')
      .map((row): DataKey => ({ number: row.number, key: this.unwrap(clinicId, row) }));
    if (!index || !oldest) throw new Error('a clinic has a data key and an index key');
    return new ClinicSealer(clinicId, [oldest, ...newer], this.unwrap(clinicId, index));
  }

  private async rowsOf(clinicId: string): Promise<KeyRow[]> {
    const select = () =>
      this.pool.query<KeyRow>(
        'SELECT number, purpose, wrapped FROM clinic_keys WHERE clinic_id = $1 ORDER BY purpose, number',
        [clinicId],
      );
    const { rows } = await select();
    if (rows.length > 0) return rows;
    // Another process may do the same at this moment: whoever is first wins, and both read what there is.
    await this.pool.query(
      `INSERT INTO clinic_keys (clinic_id, purpose, number, wrapped, created_at)
       VALUES ($1, 'data', 1, $2, now()), ($1, 'index', 1, $3, now()) ON CONFLICT DO NOTHING`,
      [clinicId, this.wrapNew(clinicId, 'data', 1), this.wrapNew(clinicId, 'index', 1)],
    );
    return (await select()).rows;
  }

  private wrapNew(clinicId: string, purpose: KeyRow['purpose'], number: number): string {
    return this.root.seal('clinic_keys', keyPlace(clinicId, purpose, number), randomBytes(KEY_BYTES));
  }

  private unwrap(clinicId: string, { purpose, number, wrapped }: KeyRow): Buffer {
    return this.root.open('clinic_keys', keyPlace(clinicId, purpose, number), wrapped);
  }
}

/** Where a clinic's key is kept: a wrapped key does not open as another clinic's, nor under another number. */
export const keyPlace = (clinicId: string, purpose: 'data' | 'index', number: number): string =>
  `clinic_keys|${clinicId}|${purpose}|${number}`;
