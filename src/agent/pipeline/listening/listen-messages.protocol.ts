import { z } from 'zod';

/** What the messages of both versions have in common: JSON, told apart by `type`. Only the fields that we read are checked. */

/** Reaches logs and metrics, so it has to look like a code: free text in its place is replaced. */
export const providerCode = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/)
  .catch('UNRECOGNISED_CODE');

/** BCP-47, most heard first. None when there are any that can't be. */
export const languageTags = z.array(z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/)).catch([]);

type Schemas = Record<string, z.ZodType>;

export type TypedMessage<S extends Schemas> = {
  [Type in keyof S]: { kind: 'message'; type: Type; message: z.infer<S[Type]> };
}[keyof S];

const typed = z.object({ type: z.string() });

/** A `type` that isn't of `schemas` is skipped. */
export function parseTyped<S extends Schemas>(
  schemas: S,
  frame: string,
): TypedMessage<S> | { kind: 'skipped' } | { kind: 'malformed' } {
  const json = parseJson(frame);
  const type = typed.safeParse(json).data?.type;
  if (type === undefined) return { kind: 'malformed' };
  if (!Object.hasOwn(schemas, type)) return { kind: 'skipped' };
  const parsed = schemas[type]?.safeParse(json);
  if (!parsed?.success) return { kind: 'malformed' };
  return { kind: 'message', type, message: parsed.data } as TypedMessage<S>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
