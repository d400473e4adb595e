import type pg from 'pg';
import type { AppConfig } from '../../config/app-config.js';
import type { Clock } from '../clock/clock.js';
import type { PrismaService, Tx } from '../database/prisma.service.js';
import { errorFields, type Logger } from '../logging/logger.js';
import { Lookout, type LookoutParts } from './lookout.js';
import { LISTENER, NEWS_CHANNEL, NEWS_CHECK, NewsLine } from './news-line.js';
import type { NewsMetrics } from './news.metrics.js';
import { isNewsTopic, NEWS_TOPICS, type NewsTopic } from './news.types.js';
import { Paced } from './paced.js';

/** What this process commits is told, and looked at by itself, so often at most. */
const TELL_EVERY_MS = 50;
/** Whatever a hundred processes commit, each of them looks no oftener for it than without news. */
const HEAR_EVERY_MS = 500;

/** How a trigger says that its transaction puts something into a queue. */
const SAID = /^crownline_news (\w+)$/;

/**
 * A notification is a commit, under a lock of which the server has one. Waiting for the disk would be waiting for everybody who
 * notifies; and what is lost with a server that crashes is no more than what a listener loses whose connection breaks then.
 */
const NOTIFY = `SELECT set_config('synchronous_commit', 'off', true), pg_notify('${NEWS_CHANNEL}', $1)`;

/** Whoever listens has a connection to the server itself, by this name. */
const LISTENERS = `
  SELECT count(*)::int AS others FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = $1 AND pid IS DISTINCT FROM $2::int`;

export interface NewsParts {
  config: Pick<AppConfig, 'databaseUrl' | 'databaseDirectUrl'>;
  database: PrismaService;
  /** Real time, whatever the product's clock says: this is about connections. */
  clock: Clock;
  log: Logger;
  metrics: NewsMetrics;
}

/** @see LookoutParts */
interface Watcher extends Pick<LookoutParts, 'look' | 'onTrouble'> {
  /** By which entries are due; real time when not given. */
  clock?: Clock;
}

/** One queue: who looks at it in this process, and how that and all other processes are told to. */
interface Desk {
  lookouts: Set<Lookout>;
  own: Paced;
  others: Paced;
  notify: Paced;
}

/**
 * Tells all processes at once that something was put into a queue. News are a matter of speed alone: whatever is lost of them is
 * found by looking.
 */
export class News {
  private readonly desks: Record<NewsTopic, Desk>;
  /** While somebody watches. */
  private line: NewsLine | null = null;
  /** Of the line that was left: the server may count it for a moment. */
  private ownBackend: number | null = null;

  constructor(private readonly parts: NewsParts) {
    this.desks = { jobs: this.newDesk('jobs'), webhooks: this.newDesk('webhooks') };
    this.hearTriggers(parts.database.pool);
  }

  /** Whether this process will hear of what others put into a queue. */
  get isHeard(): boolean {
    return this.line?.isHeard ?? false;
  }

  /** Something was put into the queue, and committed. */
  tell(topic: NewsTopic): void {
    this.desks[topic].own.ask();
    this.desks[topic].notify.ask();
  }

  /** Tells when the transaction is committed. Within it the notification would make commits of everybody wait for each other. */
  tellAfter(tx: Tx, topic: NewsTopic): void {
    this.parts.database.afterCommit(tx, () => this.tell(topic));
  }

  /** Looks at a queue until it is stopped. */
  watch(topic: NewsTopic, { look, onTrouble, clock = this.parts.clock }: Watcher): Lookout {
    const { lookouts } = this.desks[topic];
    this.line ??= this.listen();
    const lookout = new Lookout({
      clock,
      onTrouble,
      look: () => {
        this.parts.metrics.looks.inc({ queue: topic });
        return look();
      },
      isTold: () => this.isHeard,
      onStop: () => {
        lookouts.delete(lookout);
        this.listenNoMore();
      },
    });
    lookouts.add(lookout);
    return lookout;
  }

  private listenNoMore(): void {
    if (NEWS_TOPICS.some((topic) => this.desks[topic].lookouts.size > 0)) return;
    this.line?.stop();
    this.line = null;
  }

  /** Listens no more: this process ends. Answers whether it would know of others that listen. */
  leave(): boolean {
    const { isHeard } = this;
    this.ownBackend = this.line?.backendPid ?? null;
    this.line?.stop();
    return isHeard;
  }

  /** Whether another process listens, which then is one that serves calls from the same database. What can't be known is a yes. */
  async othersListen(): Promise<boolean> {
    const { rows } = await this.parts.database.pool
      .query<{ others: number }>(LISTENERS, [LISTENER, this.ownBackend])
      .catch(() => ({ rows: [] }));
    return rows[0]?.others !== 0;
  }

  private newDesk(topic: NewsTopic): Desk {
    const { clock, metrics } = this.parts;
    const lookouts = new Set<Lookout>();
    const wake = () => lookouts.forEach((lookout) => lookout.lookNow());
    const notify = () => {
      metrics.told.inc({ topic });
      this.notify(topic);
    };
    return {
      lookouts,
      own: new Paced(clock, TELL_EVERY_MS, wake),
      others: new Paced(clock, HEAR_EVERY_MS, wake),
      notify: new Paced(clock, TELL_EVERY_MS, notify),
    };
  }

  /** A connection is given back when its transaction is over. One that was rolled back costs a look. */
  private hearTriggers(pool: pg.Pool): void {
    const said = new WeakMap<pg.PoolClient, Set<NewsTopic>>();
    pool.on('connect', (client) => {
      const topics = new Set<NewsTopic>();
      said.set(client, topics);
      client.on('notice', ({ message = '' }) => {
        const topic = SAID.exec(message)?.[1];
        if (topic !== undefined && isNewsTopic(topic)) topics.add(topic);
      });
    });
    pool.on('release', (_, client) => {
      const topics = said.get(client);
      for (const topic of topics ?? []) this.tell(topic);
      topics?.clear();
    });
  }

  private listen(): NewsLine {
    const { config, clock, log, metrics } = this.parts;
    return new NewsLine({
      databaseUrl: config.databaseDirectUrl ?? config.databaseUrl,
      clock,
      log,
      sendCheck: () => this.notify(NEWS_CHECK),
      onNews: (payload) => {
        if (!isNewsTopic(payload)) return;
        metrics.heard.inc({ topic: payload });
        this.desks[payload].others.ask();
      },
      // What was missed while nobody listened is looked for; and where nobody does any more, naps are too long.
      onChange: () => {
        metrics.listening.set(this.isHeard ? 1 : 0);
        for (const topic of NEWS_TOPICS) this.desks[topic].lookouts.forEach((lookout) => lookout.lookNow());
      },
    });
  }

  /** Nobody waits for it: what it is about is committed. */
  private notify(payload: NewsTopic | typeof NEWS_CHECK): void {
    this.parts.database.pool.query(NOTIFY, [payload]).catch((error: unknown) => {
      this.parts.log.warn('news.not_told', errorFields(error));
    });
  }
}
