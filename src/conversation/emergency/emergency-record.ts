import type { Call } from '../../calls/calls.types.js';
import type { CallEffect } from '../call-flow.types.js';
import type { EmergencyLog } from './emergency-log.service.js';

/** What is written down of one call's emergency, one write after the other. */
export class EmergencyRecord {
  private written: Promise<void> = Promise.resolve();

  constructor(
    private readonly call: Call,
    private readonly emergencies: EmergencyLog,
  ) {}

  record({ type, danger }: Extract<CallEffect, { type: 'record_danger' | 'record_advised' }>): Promise<void> {
    const { call, emergencies } = this;
    this.written = this.written.then(() =>
      type === 'record_danger' ? emergencies.found(call, danger) : emergencies.advised(call, danger),
    );
    return this.written;
  }
}
