import { z } from 'zod';
import type { ClinicProfile } from '../../../clinics/clinics.types.js';
import { errorFields, type Logger } from '../../../common/logging/logger.js';
import { PHRASES } from '../../../profiles/phrase.catalogue.js';
import type { FindingService } from '../../../scheduling/finding.service.js';
import { ADVICE } from '../../emergency/advice.policy.js';
import { offerSlots } from '../scheduling/find-slots.tool.js';
import type { SlotOffersRepository } from '../scheduling/slot-offers.repository.js';
import { defineTool, succeeded, type Tool, type ToolContext } from '../tool.types.js';
import { emergencyType, soonestDays } from './emergency-visit.policy.js';
import { DANGER_OF, FIRST_AID_LINES, PROBLEMS, type Problem } from './first-aid.policy.js';

const OFFERED = 2;

type OfferedSlot = Awaited<ReturnType<typeof offerSlots>>[number];

/** `books`: callers can book at this hour. */
export const urgentCareTool = (
  profile: ClinicProfile,
  books: boolean,
  soonest: (context: ToolContext) => Promise<OfferedSlot[]>,
): Tool =>
  defineTool({
    name: 'urgent_care',
    description:
      'What to do about a dental problem that can not wait, and the earliest visit for it today or on the next open day. Use it before anything else for pain, swelling, bleeding, or a tooth that is broken, loose or knocked out.',
    mutates: false,
    schema: z.object({ problem: z.enum(PROBLEMS).describe('What comes closest to what the caller says.') }),
    guidance: [
      'If the caller is in pain, hurt or bleeding, has swelling or a broken tooth, use urgent_care first. Say its advice word for word; never name drugs or an illness.',
    ],
    run: async ({ problem }, context) => {
      const slots = books ? await soonest(context) : [];
      const { said, before } = firstAid(problem, context);
      const danger = DANGER_OF[problem];
      return {
        ...succeeded({
          ...said,
          ...(slots.length > 0 ? { slots } : {}),
          next: before + (slots.length > 0 ? OFFER : withoutVisit(profile)),
        }),
        ...(danger ? { then: { type: 'danger' as const, danger } } : {}),
      };
    },
  });

const OFFER = 'Then offer the earliest of the slots, and book it with book_appointment.';

/** Somebody who can be rung is better than a message. */
const withoutVisit = ({ deskNumber, onCallNumber }: ClinicProfile): string =>
  deskNumber === null && onCallNumber === null
    ? 'No visit can be offered soon. Then use take_message so that the desk calls back.'
    : 'No visit can be offered soon. Then offer to connect them, and use transfer_to_human with the reason emergency.';

function firstAid(problem: Problem, { language }: ToolContext): { said: Record<string, string>; before: string } {
  if (problem !== 'knocked_out_tooth' && problem !== 'bleeding')
    return { said: { advice: FIRST_AID_LINES[language][problem] }, before: 'Say the advice first. ' };
  return {
    said: { told: PHRASES[language][ADVICE[problem]] },
    before: 'The caller hears from us what was told: do not repeat it. ',
  };
}

/** The earliest times for what can not wait, as real offers. What was searched in vain costs nobody their advice. */
export const soonestVisits =
  (profile: ClinicProfile, finding: FindingService, offers: SlotOffersRepository, log: Logger) =>
  async (context: ToolContext): Promise<OfferedSlot[]> => {
    const type = emergencyType(profile);
    if (!type) return [];
    try {
      const found = await finding.findOffers({
        clinicId: context.call.clinicId,
        typeId: type.id,
        standing: null,
        owner: { callId: context.call.id },
        window: soonestDays(profile, context.now),
        now: context.now,
        offers: OFFERED,
      });
      return found.kind === 'offers' ? await offerSlots(context, offers, found.slots) : [];
    } catch (error) {
      log.error('urgent_care.search_failed', { callId: context.call.id, ...errorFields(error) });
      return [];
    }
  };
