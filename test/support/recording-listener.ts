import type { AgentEvent, AgentListener } from '../../src/agent/voice-agent.port.js';
import { Arrivals } from './arrivals.js';

export type Report = AgentEvent | { type: 'audio'; bytes: Buffer };

/** Keeps all that a session reports, audio and events in one row. */
export class RecordingListener implements AgentListener {
  readonly reports = new Arrivals<Report>();

  onAudio(chunk: Buffer): void {
    this.reports.push({ type: 'audio', bytes: chunk });
  }

  onEvent(event: AgentEvent): void {
    this.reports.push(event);
  }

  /** The next report of this type; waits for it. */
  next<Type extends Report['type']>(type: Type): Promise<Extract<Report, { type: Type }>> {
    return this.reports.next((report) => report.type === type) as Promise<Extract<Report, { type: Type }>>;
  }

  /** Everything reported so far; audio is shown by its text, since tests send letters for it. */
  get story(): string[] {
    return this.reports.all.map((report) => {
      if (report.type === 'audio') return `audio ${report.bytes.toString('latin1')}`;
      const { type, ...details } = report;
      return [type, ...Object.values(details).flatMap(wordOf)].join(' ');
    });
  }

  get audio(): Buffer {
    return Buffer.concat(this.reports.all.flatMap((report) => (report.type === 'audio' ? [report.bytes] : [])));
  }
}

/** An empty list tells nothing. */
function wordOf(value: unknown): string[] {
  if (Array.isArray(value) && value.length === 0) return [];
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}
