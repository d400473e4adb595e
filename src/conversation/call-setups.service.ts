import { Injectable } from '@nestjs/common';
import { CallsService } from '../calls/calls.service.js';
import type { Call } from '../calls/calls.types.js';
import { ClinicsService } from '../clinics/clinics.service.js';
import { deskAnswersAt, isOpenAt } from '../clinics/opening-hours.policy.js';
import { Clock } from '../common/clock/clock.js';
import { OutboundCalls } from '../outbound/outbound-calls.service.js';
import { AgentProfiles } from '../profiles/agent-profiles.service.js';
import { CallConsents } from './consent/call-consents.service.js';
import { disclosureOf } from './consent/disclosure.policy.js';
import type { CallSetup } from './loaded-call.js';
import { PhraseLibrary } from './phrases/phrase.library.js';
import { Toolbox } from './tools/toolbox.service.js';

/** What a call is about, and what it may do: loaded when its stream begins. */
@Injectable()
export class CallSetups {
  constructor(
    private readonly calls: CallsService,
    private readonly clinics: ClinicsService,
    private readonly outbound: OutboundCalls,
    private readonly profiles: AgentProfiles,
    private readonly consents: CallConsents,
    private readonly toolbox: Toolbox,
    private readonly phrases: PhraseLibrary,
    private readonly clock: Clock,
  ) {}

  async load(call: Call): Promise<CallSetup> {
    // At once: the caller waits for all of it, and a database that is slow with each would be so with one after the other.
    const [profile, history, opening, { version, settings: agent }, wasHeard] = await Promise.all([
      this.clinics.profile(call.clinicId),
      this.calls.resumeHistory(call),
      this.outbound.openingFor(call),
      this.profiles.forCall(call.clinicId, call.agentProfileVersion),
      this.consents.knowsOfAi(call),
    ]);
    const local = this.clock.now().toZonedDateTimeISO(profile.timeZone);
    const scope = {
      books: profile.afterHours === 'answer' || isOpenAt(local, profile),
      deskAnswers: deskAnswersAt(local, profile),
      recorded: call.recordingChoice === 'announced',
    };
    const { languages } = agent;
    const isNew = version !== null && call.agentProfileVersion === null;
    await Promise.all([
      isNew && this.calls.runsProfile(call, version),
      this.phrases.prepare(
        call.clinicId,
        languages.flatMap((language) => this.phrases.lines({ agent, profile }, language)),
      ),
    ]);
    return {
      profile,
      agent,
      opening,
      tools: this.toolbox.forCall({ profile, agent, scope }),
      scope,
      history,
      disclosure: {
        ...disclosureOf({ opening, agent, version, clinicName: profile.name }),
        wasHeard,
      },
    };
  }
}
