import type { AgentRoster } from '../agent/roster/agent-roster.js';
import type { CallsService } from '../calls/calls.service.js';
import type { Clock } from '../common/clock/clock.js';
import type { RecorderServices } from './call-recorder.js';
import type { CallTrace } from './call-trace.js';
import type { CallConsents } from './consent/call-consents.service.js';
import type { EmergencyLog } from './emergency/emergency-log.service.js';
import type { Callbacks } from './limits/callbacks.service.js';
import type { PhraseLibrary } from './phrases/phrase.library.js';

/** What a call is carried with. */
export interface CallServices extends RecorderServices {
  calls: CallsService;
  agents: AgentRoster;
  phrases: PhraseLibrary;
  clock: Clock;
  emergencies: EmergencyLog;
  callbacks: Callbacks;
  consents: CallConsents;
  /** Null while traces are off. */
  trace: CallTrace | null;
  /** This process ends, and the carrier would find no other one to ask what is next. */
  isAlone: () => boolean;
  /** From 0 to 1. */
  random: () => number;
}
