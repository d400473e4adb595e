import { z } from 'zod';
import type { Claim } from '../../../identity/identity.types.js';
import { localDateOf } from '../../../scheduling/local-time.policy.js';
import { birthDateOf, splitName } from '../said-details.policy.js';
import { rejected, type ToolContext, type ToolOutcome } from '../tool.types.js';
import { callerLine } from './caller-line.policy.js';

export const fullName = (whose: string) =>
  z.string().trim().min(1).max(120).describe(`${whose} first and last name, as spelled on file.`);

export const birthDate = (whose: string) =>
  z.string().max(40).describe(`${whose} date of birth as YYYY-MM-DD, or 'keyed' for one that was keyed in.`);

export const nameIncomplete = rejected('name_incomplete', 'Ask for the first and the last name.');

export const birthDateUnclear = rejected(
  'birth_date_unclear',
  'That is no date of birth. Ask for the month, the day and the year, or use request_keypad_entry.',
);

/** Whom somebody says to be, or what has to be asked for first: that costs no attempt. */
export function claimOf(
  said: { callerName: string; birthDate: string },
  context: ToolContext,
): { claim: Claim } | { missing: ToolOutcome } {
  if (!splitName(said.callerName)) return { missing: nameIncomplete };
  const today = localDateOf(context.now, context.profile.timeZone);
  const born = birthDateOf(said.birthDate, context.keyed, today);
  if (!born) return { missing: birthDateUnclear };
  return { claim: { line: callerLine(context), name: said.callerName, birthDate: born } };
}
