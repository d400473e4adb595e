import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { MetricsRegistry } from '../common/metrics/metrics.js';

@Injectable()
export class AuthMetrics {
  readonly signIns: Counter<'outcome'>;
  readonly turnedAway: Counter<'reason'>;
  readonly passwordChecks: Counter;
  readonly glassBroken: Counter;

  constructor(registry: MetricsRegistry) {
    const registers = [registry];
    this.signIns = new Counter({
      name: 'crownline_sign_ins_total',
      help: 'Tries of people to sign in, by outcome: opened, refused.',
      labelNames: ['outcome'],
      registers,
    });
    this.turnedAway = new Counter({
      name: 'crownline_sign_ins_turned_away_total',
      help: 'Requests of people who want in that were answered 429 unseen, by reason: locked, crowded.',
      labelNames: ['reason'],
      registers,
    });
    for (const reason of ['locked', 'crowded'] as const) this.turnedAway.inc({ reason }, 0);
    this.passwordChecks = new Counter({
      name: 'crownline_password_checks_total',
      help: 'Passwords that were looked at. Each takes 32 MiB and about a tenth of a second of a core.',
      registers,
    });
    this.glassBroken = new Counter({
      name: 'crownline_break_glass_total',
      help: 'Times that somebody opened access beyond their role.',
      registers,
    });
  }
}
