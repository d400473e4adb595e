import { Counter, Gauge } from 'prom-client';
import { beginAtZero, type MetricsRegistry } from '../metrics/metrics.js';
import { NEWS_TOPICS } from './news.types.js';

export class NewsMetrics {
  readonly listening: Gauge;
  readonly told: Counter<'topic'>;
  readonly heard: Counter<'topic'>;
  readonly looks: Counter<'queue'>;

  constructor(registry: MetricsRegistry) {
    const registers = [registry];
    this.listening = new Gauge({
      name: 'crownline_news_listening',
      help: 'Processes that hear at once of what others put into a queue. The others look twice a second.',
      registers,
    });
    this.told = new Counter({
      name: 'crownline_news_told_total',
      help: 'Notifications sent to all processes, by the queue that something was put into.',
      labelNames: ['topic'],
      registers,
    });
    this.heard = new Counter({
      name: 'crownline_news_heard_total',
      help: 'Notifications that came, the own ones too, by the queue that something was put into.',
      labelNames: ['topic'],
      registers,
    });
    this.looks = new Counter({
      name: 'crownline_queue_looks_total',
      help: 'Looks for what is due, by queue.',
      labelNames: ['queue'],
      registers,
    });
    this.listening.set(0);
    for (const counter of [this.told, this.heard]) beginAtZero<'topic'>(counter, 'topic', NEWS_TOPICS);
    beginAtZero(this.looks, 'queue', NEWS_TOPICS);
  }
}
