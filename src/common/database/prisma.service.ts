import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import type { AppConfig } from '../../config/app-config.js';
import { PrismaClient, Prisma } from '../../generated/prisma/client.js';
import type { ClinicSealer, SealedPlace } from '../crypto/clinic-sealer.js';
import { KeyRing } from '../crypto/key-ring.js';
import { RootKeys } from '../crypto/root-keys.js';
import type { ClinicId } from '../ids/ids.js';
import { refusalOf } from './database.errors.js';
import { sealing } from './sealing/sealing.extension.js';
import { beginningWith, SightedClient, SightedPg } from './sighted.adapter.js';

/** What SQL that is written by hand needs for sealed columns. */
export interface Sealing {
  /** Seals for a clinic, and makes the tokens that its rows are found by. */
  $sealer(clinicId: string): Promise<ClinicSealer>;
  /** @throws SealBrokenError */
  $opened(clinicId: string, place: SealedPlace, sealed: string): Promise<string>;
  /** For a row among others: `UNREADABLE` when it does not open. */
  $openedOrMarked(clinicId: string, place: SealedPlace, sealed: string): Promise<string>;
}

declare const sight: unique symbol;

/** A transaction of `inClinic` or `acrossClinics`. Nothing else is one: outside of them the database shows no clinic's rows. */
export type Tx = Prisma.TransactionClient & Sealing & { readonly [sight]: true };

/** Work that belongs at the end of a transaction, because it makes others wait until the transaction is over. */
type LastStep = () => Promise<void>;

/** How long a transaction waits for a connection, and may take, in milliseconds: for those that fill a whole clinic. */
export interface TransactionLimits {
  maxWait: number;
  timeout: number;
}

/** Of one process. Fifty calls that all book in the same second were measured to need about this many. */
const MAX_CONNECTIONS = 20;
/**
 * A burst may queue this long for a connection: Prisma's own two seconds turned bursts into errors. A server that takes no
 * connection at all in that time is away: requests say so instead of piling up.
 */
const MAX_WAIT_MS = 5000;
const MAX_TRANSACTION_MS = 10_000;

/** `owner`: for tests, which prepare and look at rows of every clinic. */
export interface DatabaseAccess extends Pick<AppConfig, 'databaseUrl' | 'databaseDirectUrl' | 'encryptionKeys'> {
  role?: 'owner';
}

/** What a transaction does at its end, and what is done when it is committed. */
interface Endings {
  atEnd: LastStep[];
  afterCommit: (() => void)[];
}

/** Of the transactions that are open. */
const endings = new WeakMap<Tx, Endings>();

/** Rows of people that pass through here are sealed and opened on the way (sealing/). */
export class PrismaService extends PrismaClient implements OnModuleInit, OnApplicationShutdown, Sealing {
  readonly keys: KeyRing;
  readonly pool: pg.Pool;
  /** Transactions that the database refused to write. */
  readonly refused = { full: 0, read_only: 0 };

  constructor(config: DatabaseAccess) {
    const pool = new pg.Pool({
      connectionString: config.databaseUrl,
      max: MAX_CONNECTIONS,
      connectionTimeoutMillis: MAX_WAIT_MS,
      query_timeout: MAX_TRANSACTION_MS,
      Client: SightedClient,
      verify: SightedClient.verify,
    });
    super({
      adapter: new SightedPg(pool, config.role === 'owner' ? 'sees_all' : 'sees_nothing'),
      transactionOptions: { maxWait: MAX_WAIT_MS, timeout: MAX_TRANSACTION_MS },
      // Other formats quote what was asked, patients' data included, and look for the line that asked at each question.
      errorFormat: 'minimal',
    });
    this.pool = pool;
    // Prisma listens from its first transaction on. An idle connection that breaks is replaced when it is needed.
    pool.on('error', () => undefined);
    // A transaction waits for its clinic's keys: behind a pooler that all transactions have filled it would wait for ever.
    this.keys = new KeyRing(config.databaseDirectUrl ?? config.databaseUrl, new RootKeys(config.encryptionKeys));
    // An extended client stands before this one. Its type has the same models: what is sealed is text before and after.
    return this.$extends(sealing(this.keys)).$extends({
      client: {
        $sealer: (clinicId: string) => this.keys.of(clinicId),
        $opened: (clinicId: string, place: SealedPlace, sealed: string) => this.keys.open(clinicId, place, sealed),
        $openedOrMarked: (clinicId: string, place: SealedPlace, sealed: string) =>
          this.keys.openOrMark(clinicId, place, sealed),
      },
    }) as unknown as this;
  }

  declare readonly $sealer: Sealing['$sealer'];
  declare readonly $opened: Sealing['$opened'];
  declare readonly $openedOrMarked: Sealing['$openedOrMarked'];

  /** Fails while the server starts when ENCRYPTION_KEYS are not those that the database was sealed under. */
  async onModuleInit(): Promise<void> {
    await this.keys.check();
  }

  /** A transaction that sees and writes rows of one clinic; the database itself keeps it from all others. */
  inClinic<Result>(clinicId: ClinicId, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.withinSight(clinicId, work);
  }

  /** A transaction that sees every clinic: for directories and queues, which find out whose turn it is. */
  acrossClinics<Result>(work: (tx: Tx) => Promise<Result>, limits?: TransactionLimits): Promise<Result> {
    return this.withinSight('*', work, limits);
  }

  /** Puts a step at the end of a transaction, after those that are there. */
  atEnd(tx: Tx, step: LastStep): void {
    endingsOf(tx).atEnd.push(step);
  }

  /** Something to be done once the transaction is committed, and only then. Nobody waits for it, and it must not fail. */
  afterCommit(tx: Tx, step: () => void): void {
    endingsOf(tx).afterCommit.push(step);
  }

  private async withinSight<Result>(
    sight: string,
    work: (tx: Tx) => Promise<Result>,
    limits?: TransactionLimits,
  ): Promise<Result> {
    const { atEnd, afterCommit }: Endings = { atEnd: [], afterCommit: [] };
    const run = async (client: unknown) => {
      const tx = client as Tx;
      endings.set(tx, { atEnd, afterCommit });
      const result = await work(tx);
      for (const step of atEnd) await step();
      return result;
    };
    const result = await beginningWith(sight, () => this.$transaction(run, limits)).catch((error: unknown) => {
      const refusal = refusalOf(error);
      if (refusal) this.refused[refusal] += 1;
      throw error;
    });
    for (const step of afterCommit) step();
    return result;
  }

  /** After everybody else: calls that end while the process does are still written down. */
  async onApplicationShutdown(): Promise<void> {
    await this.$disconnect();
    if (!this.pool.ending) await this.pool.end(); // Prisma had no transaction
    await this.keys.close();
  }
}

function endingsOf(tx: Tx): Endings {
  const known = endings.get(tx);
  if (!known) throw new Error('only transactions of inClinic and acrossClinics have an end that is known');
  return known;
}
