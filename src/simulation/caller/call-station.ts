import { randomBytes, randomInt } from 'node:crypto';
import { SystemClock, type Clock } from '../../common/clock/clock.js';
import { SimulatedCarrier } from '../carrier/simulated-carrier.js';
import { createSpeech } from '../speech/speech.service.js';
import type { Speech } from '../speech/speech.types.js';
import { buildReport } from './call-report.builder.js';
import type { CallReport } from './call-report.types.js';
import { CallerRunner, type Impersonator } from './caller.runner.js';
import type { CallProgress } from './caller.types.js';
import { CarrierOffice } from './carrier-office.js';
import { DeskPhone } from './desk-phone.js';
import type { CallFacts } from './call-facts.types.js';
import { isSettled } from './expectation.policy.js';
import { RecordClient } from './record.client.js';
import { RecordWatch } from './record-watch.js';
import { otherPhone, type PhoneSetup, type Scenario } from './scenario.types.js';
import { ScenarioError, ScenariosService } from './scenarios.service.js';
import { TextPhone } from './text-phone.js';

/** A running Crownline, with what it takes to call it and to look at its records. */
export interface CallTarget {
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  url: string;
  /** The address it is configured with, when that is another one: signatures are made over this one. */
  publicUrl?: string;
  twilioAccountSid?: string;
  twilioAuthToken: string;
  clinicNumber: string;
  /** Where scenarios with a desk answer, and where the server rings it. */
  deskNumber?: string | null;
  /** The carrier's REST API as the server knows it, for what the server itself asks of the carrier: texts, calls, recordings. */
  carrierApiUrl?: string;
  apiKey: string;
}

export interface StationTools {
  clock?: Clock;
  /** Shared speech is left open by the station's `close`. */
  speech?: Speech;
  scenarios?: ScenariosService;
  /** Everybody calls from a number of their own in place of the scenario's: a clinic that is called again and again has met that one. */
  newNumbers?: boolean;
}

export interface StationCall {
  /** Its name, or the scenario itself. */
  scenario: string | Scenario;
  /** In place of the scenario's caller, for many callers of one scenario. The voice stays. */
  caller?: { name: string; number: string };
  /** Which playing of the scenario this is; the first when left out. */
  run?: number;
  /** Of a call that the caller places; by chance when left out. */
  callSid?: string;
  /** Who is at the caller's phone in place of the scenario's persona. */
  impersonate?: Impersonator;
  /** `atMs` is the time since the call was placed. */
  watch?: (progress: CallProgress, atMs: number) => void;
  /** Gets both sides of the line when the call is over. */
  onRecording?: (recording: { caller: Buffer; agent: Buffer }) => void;
  /** The caller hangs up when it is aborted. */
  signal?: AbortSignal | undefined;
}

/** Nobody knows the account sid of a stand-in; it only has to have the right shape. */
const STAND_IN_ACCOUNT_SID = `AC${'0'.repeat(32)}`;

const POLL_MS = 400;
/** How long after the hang-up texts, recordings and tasks may take to come. */
const AFTERMATH_MS = 15_000;
/** How long the clinic may take until it rings somebody. */
const ORDER_MS = 30_000;

const accountSidOf = ({ twilioAccountSid }: CallTarget): string => twilioAccountSid ?? STAND_IN_ACCOUNT_SID;

/** The carrier that this server is called by. */
export function carrierOf(target: CallTarget, { clock, speech }: { clock: Clock; speech: Speech }): SimulatedCarrier {
  const publicUrl = target.publicUrl ?? target.url;
  return new SimulatedCarrier(
    {
      accountSid: accountSidOf(target),
      authToken: target.twilioAuthToken,
      number: {
        phoneNumber: target.clinicNumber,
        voiceUrl: `${publicUrl}/twilio/voice`,
        voiceFallbackUrl: `${publicUrl}/twilio/voice/fallback`,
        statusCallbackUrl: `${publicUrl}/twilio/voice/status`,
      },
      reachableAt: target.url,
      ...(target.carrierApiUrl === undefined ? {} : { apiUrl: target.carrierApiUrl }),
    },
    { clock, speech },
  );
}

/** Where what the server asks of the carrier arrives; null where that is not on this machine. */
export async function officeOf(
  target: CallTarget,
  carrier: SimulatedCarrier,
  clock: Clock,
): Promise<CarrierOffice | null> {
  const { carrierApiUrl, twilioAuthToken, clinicNumber } = target;
  if (carrierApiUrl === undefined || !CarrierOffice.isPossibleAt(carrierApiUrl)) return null;
  return CarrierOffice.open({
    apiUrl: carrierApiUrl,
    accountSid: accountSidOf(target),
    authToken: twilioAuthToken,
    clinicNumber,
    carrier,
    clock,
  });
}

/** Places calls of scenarios to one server: any number at once, all on one carrier. */
export class CallStation {
  private readonly clock: Clock;
  private readonly speech: Speech;
  private readonly ownSpeech: boolean;
  private readonly scenarios: ScenariosService;
  private readonly newNumbers: boolean;
  private readonly carrier: SimulatedCarrier;
  private readonly records: RecordClient;
  private opening: Promise<CarrierOffice | null> | null = null;
  /** The last scenario in line for the desk's phone. */
  private deskLine: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly target: CallTarget,
    tools: StationTools = {},
  ) {
    this.clock = tools.clock ?? new SystemClock();
    this.speech = tools.speech ?? createSpeech();
    this.ownSpeech = tools.speech === undefined;
    this.scenarios = tools.scenarios ?? new ScenariosService();
    this.newNumbers = tools.newNumbers ?? false;
    this.carrier = carrierOf(target, { clock: this.clock, speech: this.speech });
    this.records = new RecordClient(target.url, target.apiKey, this.clock);
  }

  /**
   * Plays a scenario to its end, the calls that it places meanwhile included, and judges it.
   *
   * @throws ScenarioError for a scenario that does not exist or can't be read
   * @throws ServerUnreachableError when nobody answers before the call
   */
  async call(options: StationCall): Promise<CallReport> {
    const wanted = options.scenario;
    const written = withCaller(typeof wanted === 'string' ? this.scenarios.load(wanted) : wanted, options.caller);
    const scenario = this.newNumbers ? withNewNumber(written) : written;
    await this.records.ping();
    const phone = otherPhone(scenario);
    if (!phone) return this.play(scenario, null, options);
    const number = phone.number ?? this.target.deskNumber;
    if (!number) throw new ScenarioError(`${scenario.name} needs the number of the clinic's desk.`);
    // There is one desk: a scenario has its phone until it is over.
    const turn = this.deskLine.then(() => this.play(scenario, { ...phone, number }, options));
    this.deskLine = turn.catch(() => undefined);
    return turn;
  }

  private async play(
    scenario: Scenario,
    phone: { setup: PhoneSetup; number: string } | null,
    options: StationCall,
  ): Promise<CallReport> {
    const { carrier, speech, clock } = this;
    const watch = this.timed(options.watch);
    const meanwhile: CallReport[] = [];
    const startRival = async (name: string) => void meanwhile.push(await this.callRival(name, options.signal, watch));
    const onWhisper = (text: string) => watch({ type: 'whispered', text });
    const desk = phone && new DeskPhone(carrier, phone.number, phone.setup, { speech, startRival, onWhisper });
    await desk?.install();
    const office = await this.office();
    const onText = options.watch ? (text: string) => watch({ type: 'texted', text }) : null;
    const texts = office && (await TextPhone.open(office, scenario, clock, onText));
    try {
      const caller = new CallerRunner({ carrier, speech, startRival, watch }, scenario, desk, {
        record: options.onRecording !== undefined,
        run: options.run ?? 1,
        impersonate: options.impersonate,
        signal: options.signal,
      });
      await caller.getReady();
      const callSid = await this.connect(caller, scenario, office, options);
      const recordWatch = new RecordWatch(this.records, callSid, clock, options.watch ? watch : null);
      const account = await caller.finish();
      if (account.recording) options.onRecording?.(account.recording);
      await recordWatch.finish();
      const facts = () => this.factsOf(account, meanwhile, texts);
      return buildReport(scenario, await this.settled(scenario, facts, texts));
    } finally {
      desk?.remove();
      await texts?.close();
    }
  }

  /** Answers with the sid of the call, placed by whom the scenario says. */
  private async connect(
    caller: CallerRunner,
    { caller: { number }, placedByClinic }: Scenario,
    office: CarrierOffice | null,
    { signal, callSid = `CA${randomBytes(16).toString('hex')}` }: StationCall,
  ): Promise<string> {
    if (!placedByClinic) {
      await office?.carries(callSid);
      caller.place(callSid);
      return callSid;
    }
    if (!office) throw new ScenarioError("Calls of the clinic need the address of the carrier's REST API.");
    await office.hasPhone(number);
    try {
      const { purpose, opening, machineMessage } = placedByClinic;
      const order = { to: number, purpose, opening, ...(machineMessage === undefined ? {} : { machineMessage }) };
      const status = await this.records.order(order);
      const gaveUp = this.clock.sleep(ORDER_MS, signal).then(() => null);
      const rung = await Promise.race([caller.rung, gaveUp]);
      if (rung === null) throw new ScenarioError(`The clinic did not call; the order is "${status}".`);
      return rung;
    } finally {
      await office.noLongerHasPhone(number);
    }
  }

  private async factsOf(
    account: CallFacts['account'],
    meanwhile: readonly CallReport[],
    texts: TextPhone | null,
  ): Promise<CallFacts> {
    const record = await this.records.call(account.callSid);
    await texts?.check();
    return {
      account,
      record,
      appointment: record ? await this.records.appointmentBookedBy(account.callSid) : null,
      tasks: await this.records.tasksOf(account.callSid),
      texts: texts && texts.received.map(({ body }) => body),
      meanwhile,
    };
  }

  /** Texts, recordings and tasks come when the call is long over: looks again until they have, for a bounded time. */
  private async settled(
    scenario: Scenario,
    factsNow: () => Promise<CallFacts>,
    texts: TextPhone | null,
  ): Promise<CallFacts> {
    const deadlineMs = this.clock.nowMs() + AFTERMATH_MS;
    for (;;) {
      const facts = await factsNow();
      const isOver = isSettled(scenario, facts) && (texts?.done ?? true);
      if (isOver || this.clock.nowMs() >= deadlineMs) return facts;
      await this.clock.sleep(POLL_MS);
    }
  }

  private office(): Promise<CarrierOffice | null> {
    this.opening ??= officeOf(this.target, this.carrier, this.clock);
    return this.opening;
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
    await (await this.opening)?.close();
    if (this.ownSpeech) await this.speech.close();
  }
}

function withCaller(scenario: Scenario, caller: StationCall['caller']): Scenario {
  if (!caller) return scenario;
  const { appointment } = scenario.expect;
  const expected =
    appointment === undefined || appointment === 'none' || appointment.patient === undefined
      ? appointment
      : { ...appointment, patient: caller.name };
  return {
    ...scenario,
    caller: { ...scenario.caller, ...caller },
    expect: { ...scenario.expect, ...(expected === undefined ? {} : { appointment: expected }) },
  };
}

/** One that no scenario, desk or patient of the demo has. */
const withNewNumber = (scenario: Scenario): Scenario => ({
  ...scenario,
  caller: { ...scenario.caller, number: `+1512555${randomInt(1000, 10_000)}` },
});
