import { Injectable } from '@nestjs/common';
import { PrismaService } from '../../../common/database/prisma.service.js';
import type { AppointmentTypeId, OperatoryId, ProviderId } from '../../../common/ids/ids.js';
import { fromDate, toDate } from '../../../common/time/instant-date.js';
import type { SlotOffer as SlotOfferRow } from '../../../generated/prisma/client.js';
import type { BookRequest, Slot } from '../../../scheduling/scheduling.types.js';
import type { ToolContext } from '../tool.types.js';

/**
 * The slots that were named to the caller of one call, under short names the model can repeat without a mistake. Stored,
 * because the call may go on in another process; a model can't book what was not offered.
 */
@Injectable()
export class SlotOffersRepository {
  constructor(private readonly database: PrismaService) {}

  /** Answers one ref per slot, in order. A slot that was offered before in this call keeps its ref. */
  async offer({ call, now }: ToolContext, slots: readonly Slot[]): Promise<string[]> {
    const key = { clinicId: call.clinicId, callId: call.id };
    return this.database.inClinic(call.clinicId, async (tx) => {
      // Two searches of one call may run at the same time; refs are counted, so they take turns.
      await tx.$queryRaw`SELECT 1 FROM calls WHERE clinic_id = ${call.clinicId}::uuid AND id = ${call.id}::uuid FOR UPDATE`;
      const known = await tx.slotOffer.findMany({ where: key });
      const isKnown = (slot: Slot) => known.some((row) => isSame(row, slot));
      const added = slots
        .filter((slot) => !isKnown(slot))
        .map((slot, index) => ({
          ...key,
          ref: `slot-${known.length + index + 1}`,
          typeId: slot.typeId,
          providerId: slot.providerId,
          operatoryId: slot.operatoryId,
          startsAt: toDate(slot.startsAt),
          endsAt: toDate(slot.endsAt),
          offeredAt: toDate(now),
        }));
      // A ref that is taken is an error: the caller would be booked at another time than the one they heard.
      await tx.slotOffer.createMany({ data: added });
      const offered = [...known, ...added];
      return slots.flatMap((slot) => offered.find((row) => isSame(row, slot))?.ref ?? []);
    });
  }

  async find({ call }: ToolContext, ref: string): Promise<BookRequest['slot'] | null> {
    const key = { clinicId: call.clinicId, callId: call.id, ref };
    const row = await this.database.inClinic(call.clinicId, (tx) =>
      tx.slotOffer.findUnique({ where: { clinicId_callId_ref: key } }),
    );
    if (!row) return null;
    return {
      typeId: row.typeId as AppointmentTypeId,
      providerId: row.providerId as ProviderId,
      operatoryId: row.operatoryId as OperatoryId,
      startsAt: fromDate(row.startsAt),
      endsAt: fromDate(row.endsAt),
    };
  }
}

const isSame = (row: Omit<SlotOfferRow, 'offeredAt'>, slot: Slot): boolean =>
  row.typeId === slot.typeId &&
  row.providerId === slot.providerId &&
  row.operatoryId === slot.operatoryId &&
  row.startsAt.getTime() === slot.startsAt.epochMilliseconds &&
  row.endsAt.getTime() === slot.endsAt.epochMilliseconds;
