import { z } from 'zod';

/** Words of the carrier that every part reads which deals with calls. */

/** The carrier's name for a call. */
export const callSid = z.string().regex(/^CA[0-9a-f]{32}$/i);

/** Anything else of the carrier's that is looked for or stored, as far as a Postgres text can hold it. */
export const carrierText = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .regex(/^[^\0\p{Cs}]*$/u);

/** The carrier's number for what went wrong. It is stored and logged, so anything else in its place is left out. */
export const errorCode = z
  .string()
  .regex(/^\d{1,6}$/)
  .optional()
  .catch(undefined);

/** After these a call, or a dialled leg, can't come back. */
export const FINAL_STATUSES = ['completed', 'busy', 'no-answer', 'failed', 'canceled'] as const;
export type FinalStatus = (typeof FINAL_STATUSES)[number];

export const isFinal = (status: string): status is FinalStatus =>
  (FINAL_STATUSES as readonly string[]).includes(status);

/** How an address of ours names a row of a clinic: both ids, since every query names the clinic. Opaque to everybody else. */
export const referenceTo = ({ clinicId, id }: { clinicId: string; id: string }): string => `${clinicId}.${id}`;

export const RowReference = z
  .string()
  .refine((text) => z.tuple([z.uuid(), z.uuid()]).safeParse(text.split('.')).success, 'not a reference of ours')
  .transform((text) => {
    const [clinicId = '', id = ''] = text.split('.');
    return { clinicId, id };
  });
