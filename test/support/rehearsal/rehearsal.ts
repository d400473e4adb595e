import { randomBytes } from 'node:crypto';
import { CallsService } from '../../../src/calls/calls.service.js';
import type { Call, CallEnding } from '../../../src/calls/calls.types.js';
import { ClinicsService } from '../../../src/clinics/clinics.service.js';
import { deskAnswersAt, isOpenAt } from '../../../src/clinics/opening-hours.policy.js';
import { Clock } from '../../../src/common/clock/clock.js';
import { Logger } from '../../../src/common/logging/logger.js';
import type { CallSid, ClinicId } from '../../../src/common/ids/ids.js';
import { buildBrief, instructionsOf, type Occasion } from '../../../src/conversation/brief.builder.js';
import { ConversationMetrics } from '../../../src/conversation/conversation.metrics.js';
import {
  finishEntry,
  NOTHING_PRESSED,
  pressKey,
  type KeypadField,
  type KeypadState,
} from '../../../src/conversation/keypad.reducer.js';
import { ToolRunner } from '../../../src/conversation/tools/tool.runner.js';
import { Toolbox } from '../../../src/conversation/tools/toolbox.service.js';
import type { ToolEnd } from '../../../src/conversation/tools/tool.types.js';
import { AgentProfiles } from '../../../src/profiles/agent-profiles.service.js';
import type { Language } from '../../../src/profiles/agent-profile.types.js';
import { greetingOf } from '../../../src/profiles/phrase-lines.builder.js';
import type { Brain, BrainItem } from '../../../src/simulation/brain/brain.port.js';
import { personaOf, type Scenario } from '../../../src/simulation/caller/scenario.types.js';
import type { TestLine } from '../test-line.js';
import { PersonaByText, type Act } from './persona-by-text.js';

/** What takes a line, another phone, or the call flow, is not rehearsed. */
export function isRehearsable(scenario: Scenario): boolean {
  const { group, name, placedByClinic, phones, faults, texts, rules, given, clinic, model, expect } = scenario;
  const needsLine = rules.some((rule) => rule.line ?? rule.meanwhile ?? rule.noise ?? rule.silenceMs) || undefined;
  const limits =
    clinic?.maxCallTools ?? clinic?.maxCallTokens ?? clinic?.maxCallMinutes ?? model.find(({ repeat }) => repeat > 10);
  const danger = (expect.database?.emergency ?? 'none') !== 'none' || undefined;
  const needsMore =
    limits ?? danger ?? expect.database?.nowhere ?? placedByClinic ?? phones ?? faults ?? needsLine ?? given?.at;
  return !needsMore && texts.length === 0 && !['faults', 'emergencies'].includes(group) && !name.endsWith('-rival');
}

/** A model that calls tools without end is cut off, as by its provider. */
const MOST_ROUNDS = 12;
const MOST_TURNS = 60;

export interface Rehearsed {
  call: Call;
  /** Both sides, a line each, with the tools between. */
  transcript: string[];
  /** All that the caller heard of the agent. */
  agentWords: string;
  tools: { name: string; status: string; durationMs: number }[];
  ending: CallEnding;
}

/**
 * Plays a scenario in text: the caller's rules, the brain and the tools are the real ones, and so is the database. There is no
 * audio, no carrier and no call flow, so it takes milliseconds, and shows nothing of them.
 */
export class Rehearsal {
  private readonly transcript: string[] = [];
  private readonly tools: Rehearsed['tools'] = [];
  private readonly history: BrainItem[] = [];
  private readonly keyed: Partial<Record<KeypadField, string>> = {};
  private keypad: KeypadState = NOTHING_PRESSED;
  private language: Language = 'en';
  private agentWords = '';
  private ending: CallEnding | null = null;

  private constructor(
    private readonly line: TestLine,
    private readonly call: Call,
    private readonly occasion: Occasion,
    private readonly persona: PersonaByText,
    private readonly brain: Brain,
    private readonly runner: ToolRunner,
  ) {}

  static async play(line: TestLine, clinicId: ClinicId, scenario: Scenario, brain: Brain): Promise<Rehearsed> {
    const { app } = line;
    const clock = app.get(Clock);
    const calls = app.get(CallsService);
    const { call } = await calls.open({
      clinicId,
      callSid: `CA${randomBytes(16).toString('hex')}` as CallSid,
      fromNumber: scenario.caller.number,
      toNumber: line.clinicNumber,
      at: clock.now(),
    });
    const profile = await app.get(ClinicsService).profile(clinicId);
    const { settings: agent } = await app.get(AgentProfiles).forCall(clinicId, null);
    const local = clock.now().toZonedDateTimeISO(profile.timeZone);
    const scope = {
      books: profile.afterHours === 'answer' || isOpenAt(local, profile),
      deskAnswers: deskAnswersAt(local, profile),
      recorded: false,
    };
    const tools = app.get(Toolbox).forCall({ profile, agent, scope });
    const occasion = { profile, agent, scope, tools, opening: null };
    const runner = new ToolRunner(calls, clock, app.get(ConversationMetrics), app.get(Logger), null);
    const persona = new PersonaByText(personaOf(scenario));
    const rehearsal = new Rehearsal(line, call, occasion, persona, brain, runner);
    const ending = await rehearsal.converse();
    await calls.close(call, ending);
    const { transcript, agentWords } = rehearsal;
    return { call, transcript, agentWords, tools: rehearsal.tools, ending };
  }

  private async converse(): Promise<CallEnding> {
    const { profile, agent } = this.occasion;
    let said = [greetingOf(agent, profile.name, this.language)];
    this.history.push(...said.map(agentSaid));
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      const act = this.tell(said);
      if (this.ending) return this.ending;
      if (!act) return 'no_input';
      const heard = this.callerActs(act);
      if (heard === null) return 'caller_hung_up';
      this.history.push(heard);
      this.transcript.push(`caller: ${heard.text}`);
      said = await this.answer();
    }
    this.transcript.push('(the conversation does not end)');
    return 'time_limit';
  }

  /** The caller hears the sentences, and acts. What was not heard any more was not said. */
  private tell(sentences: readonly string[]): Act | null {
    const text = sentences.join(' ');
    const act = this.persona.hears(text);
    const heard = act?.heard ?? text;
    this.agentWords += ` ${heard}`;
    if (act?.cuts) this.forgetUnheard(heard);
    this.transcript.push(`agent: ${heard}${act?.cuts ? ' …' : ''}`);
    return act;
  }

  private forgetUnheard(heard: string): void {
    const last = this.history.findLastIndex(({ kind }) => kind !== 'agent');
    this.history.splice(last + 1, Infinity, agentSaid(heard));
  }

  /** Null when the caller hangs up without a word. */
  private callerActs({ cuts, effects }: Act): Extract<BrainItem, { kind: 'user' }> | null {
    let text = '';
    let gone = false;
    for (const effect of effects) {
      if (effect.type === 'speak') {
        text = effect.words === null ? effect.text : effect.text.split(' ').slice(0, effect.words).join(' ');
        gone ||= this.persona.hasSpoken().some(({ type }) => type === 'hang_up');
      }
      if (effect.type === 'make_noise') this.persona.hasSpoken();
      if (effect.type === 'press') text = this.press(effect.digits) ?? text;
      if (effect.type === 'hang_up') gone = true;
    }
    if (gone) {
      this.transcript.push(`caller: ${text} (hangs up)`);
      return null;
    }
    return { kind: 'user', text, ...(cuts ? { cutsReply: true as const } : {}) };
  }

  private press(digits: string): string | null {
    let told: string | null = null;
    for (const key of [...digits, null]) {
      const { state, result } = key === null ? finishEntry(this.keypad) : pressKey(this.keypad, key);
      this.keypad = state;
      if (result.kind === 'keyed') {
        this.keyed[result.field] = result.value;
        told = `I have keyed in my ${result.field.replace('birth_date', 'date of birth').replace('phone', 'phone number')}.`;
      }
    }
    return told;
  }

  private async answer(): Promise<string[]> {
    const { occasion, call, keyed } = this;
    const clock = this.line.app.get(Clock);
    const said: string[] = [];
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const prompt = instructionsOf(occasion, this.language, clock.now(), []);
      const { tools } = buildBrief(
        occasion,
        this.language,
        { history: [], pickUp: { how: 'greet' } },
        false,
        clock.now(),
      );
      const step = await this.brain.respond({ prompt, tools, history: this.history });
      const words = step.kind === 'say' ? step.sentences : step.lead === null ? [] : [step.lead];
      this.history.push(...words.map(agentSaid));
      said.push(...words);
      if (step.kind === 'say') return said;
      for (const [index, { name, arguments: given }] of step.calls.entries()) {
        const argumentsJson = JSON.stringify(given);
        const request = { requestId: `${this.tools.length}-${index}`, name, argumentsJson };
        const context = { call, profile: occasion.profile, language: this.language, keyed };
        const startedAtMs = clock.nowMs();
        const { ended, recorded } = await this.runner.run(request, occasion.tools, context);
        this.tools.push({ name, status: ended.status, durationMs: clock.nowMs() - startedAtMs });
        await recorded;
        const resultJson = JSON.stringify(ended.result);
        this.history.push({ kind: 'call', name, argumentsJson, resultJson });
        this.transcript.push(`  ${name} ${argumentsJson} → ${resultJson}`);
        this.follow(ended);
      }
    }
    this.transcript.push('(the model calls tools without end)');
    return said;
  }

  private follow({ then }: ToolEnd): void {
    if (then?.type === 'end_call') this.ending = 'answered';
    if (then?.type === 'hand_over') this.ending = 'transferred';
    if (then?.type === 'await_keys') this.keypad = { awaited: then.field, digits: '' };
    if (then?.type === 'switch_language') this.language = then.language;
  }
}

const agentSaid = (text: string): BrainItem => ({ kind: 'agent', text });
