import { z } from 'zod';
import { TYPE_SYSTEM } from './fhir.types.js';

// How clients name what they mean.

/** As RFC 9562 writes ids; there are no others here. */
const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const SOME_ID = '7f6a5b1e-0c52-4a39-9d43-6f0e2a1b8c11';

const idAfter = <Id extends string>(prefix: string, expected: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}${ID}$`, 'i'), expected)
    .transform((text) => text.toLowerCase().slice(-SOME_ID.length) as Id);

/** In a search: `Practitioner/<id>`, or the id alone where there is one type only. */
export const referenceParameter = <Id extends string>(type: string) =>
  idAfter<Id>(`(${type}/)?`, `expected ${type}/<id>`).meta({ example: `${type}/${SOME_ID}` });

/** In a resource. */
export const referenceTo = <Id extends string>(type: string) =>
  z
    .strictObject({
      reference: idAfter<Id>(`${type}/`, `expected ${type}/<id>`).meta({ example: `${type}/${SOME_ID}` }),
      display: z.string().max(200).optional(),
    })
    .transform(({ reference }) => reference);

/** In a search: an appointment type, with or without its system. */
export const typeParameter = <Id extends string>() =>
  idAfter<Id>(`(${TYPE_SYSTEM}\\|)?`, 'expected an appointment type').meta({ example: SOME_ID });
