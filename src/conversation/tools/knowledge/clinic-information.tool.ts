import { z } from 'zod';
import type { ClinicProfile, ProviderRole } from '../../../clinics/clinics.types.js';
import { defineTool, rejected, succeeded, type Tool, type ToolContext, type ToolOutcome } from '../tool.types.js';
import { hoursAnswer } from './hours-answer.builder.js';
import { listedAs } from './listed.policy.js';

/** More names than these can't be kept in mind by somebody who only hears them. */
const MAX_NAMED = 4;

const ROLES: Record<ProviderRole, string> = { dentist: 'dentists', hygienist: 'hygienists', assistant: 'assistants' };

/** What the clinic has entered about itself, as it is entered. */
export const clinicInformationTool = (): Tool =>
  defineTool({
    name: 'clinic_information',
    description:
      'What the clinic has on file about its hours, address, directions, parking, prices, accepted insurance and team. Say only what it answers.',
    mutates: false,
    schema: z.object({
      topic: z.enum(['hours', 'address', 'directions', 'parking', 'prices', 'insurance', 'team']),
      about: z
        .string()
        .trim()
        .max(100)
        .optional()
        .describe(
          "prices: the treatment. insurance: the insurer and plan. hours: the day, in the caller's words. team: a name.",
        ),
    }),
    guidance: [
      'Hours, prices, insurance, parking and the like: say only what clinic_information or answer_question answers, never what you think.',
      'Never say what an insurance covers or pays. A price is as listed; it may differ for the caller, and the desk can tell.',
    ],
    run: ({ topic, about = '' }, context) => Promise.resolve(answerAbout(topic, about, context)),
  });

type Topic = 'hours' | 'address' | 'directions' | 'parking' | 'prices' | 'insurance' | 'team';

function answerAbout(topic: Topic, about: string, { profile, now }: ToolContext): ToolOutcome {
  switch (topic) {
    case 'hours':
      return succeeded({ answer: hoursAnswer(about, profile, now) });
    case 'prices':
      return price(about, profile);
    case 'insurance':
      return insurance(about, profile);
    case 'team':
      return team(about, profile);
    default:
      return profile[topic] === null ? NOT_LISTED : succeeded({ answer: profile[topic] });
  }
}

const NOT_LISTED = rejected(
  'not_listed',
  "That is not on file. Say that you don't know, and use take_message so that the desk calls back.",
);

function price(about: string, { prices }: ClinicProfile): ToolOutcome {
  if (about === '') return rejected('about_needed', 'Ask for which treatment, then use clinic_information again.');
  const found = listedAs(about, prices, ({ service }) => service).slice(0, MAX_NAMED);
  if (found.length === 0) return NOT_LISTED;
  return succeeded({ answer: `As listed: ${found.map((one) => `${one.service}, ${one.price}`).join('; ')}.` });
}

function insurance(about: string, { insurancePlans }: ClinicProfile): ToolOutcome {
  if (insurancePlans.length === 0) return NOT_LISTED;
  if (about === '') {
    const accepted = insurancePlans.filter((plan) => plan.accepted).map(({ name }) => name);
    const more = accepted.length > MAX_NAMED ? ' and others' : '';
    return succeeded({
      answer: `Accepted as listed: ${accepted.slice(0, MAX_NAMED).join(', ') || 'none'}${more}.`,
      next: 'Ask which one they have.',
    });
  }
  const found = listedAs(about, insurancePlans, ({ name }) => name).slice(0, MAX_NAMED);
  if (found.length === 0) return NOT_LISTED;
  const plans = found.map(({ name, accepted }) => `${name} is ${accepted ? 'accepted' : 'not accepted'} as listed`);
  return succeeded({ answer: `${plans.join('; ')}. What a plan covers, the desk can tell.` });
}

function team(about: string, { providers }: ClinicProfile): ToolOutcome {
  if (providers.length === 0) return NOT_LISTED;
  const meant = listedAs(about, providers, ({ name, role }) => `${name} ${ROLES[role]}`);
  const told = meant.length > 0 ? meant : providers;
  const groups = (Object.keys(ROLES) as ProviderRole[]).flatMap((role) => {
    const names = told.filter((one) => one.role === role).map(({ name }) => name);
    if (names.length === 0) return [];
    return [`${names.length === 1 ? role : ROLES[role]}: ${names.join(', ')}`];
  });
  return succeeded({ answer: `Our ${groups.join('; ')}.` });
}
