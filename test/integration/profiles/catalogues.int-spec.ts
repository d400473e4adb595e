import { Temporal } from 'temporal-polyfill';
import type { ClinicId, ProviderId } from '../../../src/common/ids/ids.js';
import type { ClinicProfile } from '../../../src/clinics/clinics.types.js';
import { buildPrompt } from '../../../src/conversation/prompt.builder.js';
import { idleToolbox } from '../../support/toolbox.js';
import { AgentSettings } from '../../../src/profiles/agent-profile.types.js';
import { TOOL_NAMES } from '../../../src/profiles/tool.catalogue.js';

// What profiles say about the conversation, which they may not import.

const scope = { books: true, deskAnswers: true, recorded: true };

const clinic = (changes: Partial<ClinicProfile>): ClinicProfile => ({
  id: '5f6a1f3e-0c53-4b9c-9d0f-6f5a0d9f8a10' as ClinicId,
  name: 'Test Dental',
  timeZone: 'America/New_York',
  address: '1 Test Street',
  directions: null,
  parking: null,
  acceptsCalls: true,
  overflow: 'message',
  deskNumber: '+15550100101',
  onCallNumber: null,
  deskAnswers: 'always',
  transferMode: 'cold',
  transferUnanswered: 'agent',
  afterHours: 'answer',
  recording: 'announced',
  maxCallMinutes: 30,
  maxCallTools: 60,
  maxCallTokens: 2_000_000,
  maxConcurrentCalls: null,
  dialCountries: ['US', 'CA'],
  dialPrefixes: [],
  openingHours: [],
  hoursChanges: [],
  overrides: [],
  closures: [],
  providers: [],
  appointmentTypes: [],
  prices: [],
  insurancePlans: [],
  ...changes,
});

it('the tools that a profile may name are those that a call can have', () => {
  const agent = AgentSettings.parse({ languages: ['en', 'es'] });
  const id = 'd1' as ProviderId;
  const profile = clinic({
    providers: [{ id, name: 'Dr. 1', role: 'dentist' }],
    appointmentTypes: [{ name: 'Filling', description: 'A filling.', openTo: 'everyone', providerIds: [id] }] as never,
  });
  const tools = idleToolbox().forCall({ profile, agent, scope });
  expect(tools.map(({ name }) => name).sort()).toEqual([...TOOL_NAMES].sort());
});

it('the longest profile of a large clinic makes a prompt that the provider takes whole', () => {
  const agent = AgentSettings.parse({
    languages: ['en', 'es'],
    prompt: { persona: 'p'.repeat(500), style: 's'.repeat(1000), knowledge: 'k'.repeat(8000) },
  });
  const split = [
    { startMinute: 480, endMinute: 720 },
    { startMinute: 780, endMinute: 1080 },
  ];
  const profile = clinic({
    openingHours: [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => split.map((hours) => ({ weekday, ...hours }))),
    closures: Array.from({ length: 30 }, (_, index) => ({
      name: 'A holiday with a long name',
      startsOn: Temporal.PlainDate.from('2026-01-01').add({ days: index * 10 }),
      endsOn: Temporal.PlainDate.from('2026-01-02').add({ days: index * 10 }),
    })),
    appointmentTypes: Array.from({ length: 60 }, (_, index) => ({
      name: `A visit that is long, number ${index}`,
    })) as ClinicProfile['appointmentTypes'],
  });
  const now = Temporal.Instant.from('2026-01-15T17:00:00Z');
  const prompt = buildPrompt(
    { profile, agent, scope, opening: 'o'.repeat(500), tools: idleToolbox().forCall({ profile, agent, scope }) },
    'en',
    now,
  );
  expect(prompt).toContain('k'.repeat(8000));
  // The provider cuts off what is beyond 25 000 characters; the rest is for what a call adds to it.
  expect(prompt.length).toBeLessThan(20_000);
});
