import { z } from 'zod';
import type { AppointmentTypeSummary, ClinicProfile, ProviderSummary } from '../../../clinics/clinics.types.js';
import type { Appointment, SlotWindow } from '../../../scheduling/scheduling.types.js';
import { resolveWhen } from '../../../scheduling/spoken/when.policy.js';
import { rejected, type ToolContext, type ToolOutcome } from '../tool.types.js';
import { NOT_BY_PHONE } from './booking-refusals.policy.js';

export type Understood<What> = { kind: 'understood'; what: What } | { kind: 'refused'; outcome: ToolOutcome };

const understood = <What>(what: What): Understood<What> => ({ kind: 'understood', what });
const refused = (problem: string, message: string, more?: Record<string, unknown>): Understood<never> => ({
  kind: 'refused',
  outcome: rejected(problem, message, more),
});

const namesOf = (among: readonly { name: string }[]) => [...new Set(among.map(({ name }) => name))];

/** Those who lead visits that are booked by phone. */
const leadersOf = ({ appointmentTypes, providers }: ClinicProfile): ProviderSummary[] =>
  providers.filter(({ id }) => appointmentTypes.some(({ providerIds }) => providerIds.includes(id)));

/** Arguments of a tool that looks for time. Neither list may be empty: a provider refuses a choice from nothing. */
export const wishFields = (profile: ClinicProfile) => ({
  appointmentType: z.enum(namesOf(profile.appointmentTypes)),
  provider: z
    .enum(namesOf(leadersOf(profile)))
    .optional()
    .describe('With whom, only if the caller asks for somebody.'),
});

/** The type of that name; for a visit that they have, it has to be the visit's. */
export function typeNamed(
  name: string,
  { appointmentTypes }: ClinicProfile,
  visit: Appointment | null,
): Understood<AppointmentTypeSummary> {
  const type = appointmentTypes.find((one) => one.name === name);
  if (!type) return refused('unknown_type', `Appointment types are: ${namesOf(appointmentTypes).join(', ')}.`);
  if (!visit || visit.typeId === type.id) return understood(type);
  return appointmentTypes.some(({ id }) => id === visit.typeId)
    ? refused('other_type', `That visit is: ${visit.typeName}. Use that as appointmentType.`)
    : { kind: 'refused', outcome: NOT_BY_PHONE };
}

/** Who is asked for, if they do what is wanted; null when anybody will do. */
export function providerNamed(
  name: string | undefined,
  profile: ClinicProfile,
  type: AppointmentTypeSummary,
): Understood<ProviderSummary | null> {
  if (name === undefined) return understood(null);
  const able = leadersOf(profile).filter(({ id }) => type.providerIds.includes(id));
  const wanted = able.find((one) => one.name === name);
  return wanted
    ? understood(wanted)
    : refused('other_provider', `${name} does not do that. ${namesOf(able).join(', ')} can.`);
}

/** The days and times that the caller's words mean; `tool` is to be used again when they may mean two things. */
export function windowSaid(
  when: string,
  { now, profile }: Pick<ToolContext, 'now' | 'profile'>,
  tool: string,
): Understood<SlotWindow> {
  const wish = resolveWhen(when, now, profile);
  switch (wish.kind) {
    case 'window':
      return understood(wish.window);
    case 'unclear':
      return refused('unclear_date', 'Ask the caller which day, and morning or afternoon.');
    case 'ambiguous':
      return refused('ambiguous_date', `Ask the question, then use ${tool} with the answer.`, {
        question: wish.question,
        readings: wish.readings.map(({ label }) => label),
      });
  }
}
