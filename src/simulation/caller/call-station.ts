import { SystemClock, type Clock } from '../../common/clock/clock.js';
import { SimulatedCarrier } from '../carrier/simulated-carrier.js';
import { createSpeech } from '../speech/speech.service.js';
import type { Speech } from '../speech/speech.types.js';
import { buildReport } from './call-report.builder.js';
import type { CallReport } from './call-report.types.js';
import { CallerRunner } from './caller.runner.js';
import type { CallProgress } from './caller.types.js';
import { RecordClient } from './record.client.js';
import { RecordWatch } from './record-watch.js';
import type { Scenario } from './scenario.types.js';
import { ScenariosService } from './scenarios.service.js';

/** A running Crownline, with what it takes to call it and to look at its records. */
export interface CallTarget {
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  url: string;
  /** The address it is configured with, when that is another one: signatures are made over this one. */
  publicUrl?: string;
  twilioAccountSid?: string;
  twilioAuthToken: string;
  clinicNumber: string;
  apiKey: string;
}

export interface StationTools {
  clock?: Clock;
  /** Shared speech is left open by the station's `close`. */
  speech?: Speech;
  scenarios?: ScenariosService;
}

export interface StationCall {
  scenario: string;
  /** In place of the scenario's caller, for many callers of one scenario. The voice stays. */
  caller?: { name: string; number: string };
  /** `atMs` is the time since the call was placed. */
  watch?: (progress: CallProgress, atMs: number) => void;
  /** Gets both sides of the line when the call is over. */
  onRecording?: (recording: { caller: Buffer; agent: Buffer }) => void;
  /** The caller hangs up when it is aborted. */
  signal?: AbortSignal | undefined;
}

/** Nobody knows the account sid of a stand-in; it only has to have the right shape. */
const STAND_IN_ACCOUNT_SID = `AC${'0'.repeat(32)}`;

/** Places calls of scenarios to one server: any number at once, all on one carrier. */
export class CallStation {
  private readonly clock: Clock;
  private readonly speech: Speech;
  private readonly ownSpeech: boolean;
  private readonly scenarios: ScenariosService;
  private readonly carrier: SimulatedCarrier;
  private readonly records: RecordClient;

  constructor(target: CallTarget, tools: StationTools = {}) {
    this.clock = tools.clock ?? new SystemClock();
    this.speech = tools.speech ?? createSpeech();
    this.ownSpeech = tools.speech === undefined;
    this.scenarios = tools.scenarios ?? new ScenariosService();
    const publicUrl = target.publicUrl ?? target.url;
    this.carrier = new SimulatedCarrier(
      {
        accountSid: target.twilioAccountSid ?? STAND_IN_ACCOUNT_SID,
        authToken: target.twilioAuthToken,
        number: {
          phoneNumber: target.clinicNumber,
          voiceUrl: `${publicUrl}/twilio/voice`,
          statusCallbackUrl: `${publicUrl}/twilio/voice/status`,
        },
        reachableAt: target.url,
      },
      { clock: this.clock, speech: this.speech },
    );
    this.records = new RecordClient(target.url, target.apiKey, this.clock);
  }

  /**
   * Plays a scenario to its end, the calls that it places meanwhile included, and judges it.
   *
   * @throws ScenarioError for a scenario that does not exist or can't be read
   * @throws ServerUnreachableError when nobody answers before the call
   */
  async call(options: StationCall): Promise<CallReport> {
    const scenario = withCaller(this.scenarios.load(options.scenario), options.caller);
    await this.records.ping();
    const watch = this.timed(options.watch);
    const meanwhile: CallReport[] = [];
    const caller = new CallerRunner(
      {
        carrier: this.carrier,
        speech: this.speech,
        startRival: async (name) => void meanwhile.push(await this.callRival(name, options.signal, watch)),
        watch,
      },
      scenario,
      { record: options.onRecording !== undefined, signal: options.signal },
    );
    const recordWatch = new RecordWatch(this.records, await caller.place(), this.clock, watch);
    const account = await caller.finish();
    const record = await recordWatch.finish();
    const appointment = record ? await this.records.appointmentBookedBy(account.callSid) : null;
    if (account.recording) options.onRecording?.(account.recording);
    return buildReport(scenario, { account, record, appointment, meanwhile });
  }

  /** Adds to what happens when it happened; what was said has its own time on the line, which began with the answer. */
  private timed(watch: StationCall['watch']): (progress: CallProgress) => void {
    const placedAtMs = this.clock.nowMs();
    let answeredAfterMs = 0;
    return (progress) => {
      const sincePlacedMs = this.clock.nowMs() - placedAtMs;
      if (progress.type === 'carrier' && progress.event.type === 'answered') answeredAfterMs = sincePlacedMs;
      watch?.(progress, progress.type === 'said' ? answeredAfterMs + progress.remark.atMs : sincePlacedMs);
    };
  }

  private async callRival(
    scenario: string,
    signal: AbortSignal | undefined,
    watch: (progress: CallProgress) => void,
  ): Promise<CallReport> {
    watch({ type: 'rival', scenario, phase: 'calls' });
    const report = await this.call({ scenario, signal });
    watch({ type: 'rival', scenario, phase: 'has_hung_up' });
    return report;
  }

  /** Hangs up what is still going on. */
  async close(): Promise<void> {
    await this.carrier.close();
    if (this.ownSpeech) await this.speech.close();
  }
}

function withCaller(scenario: Scenario, caller: StationCall['caller']): Scenario {
  if (!caller) return scenario;
  const { appointment } = scenario.expect;
  const expected =
    appointment === 'none' || appointment.patient === undefined
      ? appointment
      : { ...appointment, patient: caller.name };
  return {
    ...scenario,
    caller: { ...scenario.caller, ...caller },
    expect: { ...scenario.expect, appointment: expected },
  };
}
