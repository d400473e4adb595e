import type { ClinicSealer, IndexKind, SealedPlace } from '../../crypto/clinic-sealer.js';
import { nameInOnePiece } from '../../validation/name-key.policy.js';

/** A keyed token beside sealed values, by which rows are found. */
export interface SealedIndex {
  kind: IndexKind;
  /** The fields it is made of. A token stands for all of them; where one is absent there is none. */
  from: readonly string[];
  token: (values: readonly string[]) => string;
}

export interface SealedModel {
  table: string;
  /** Fields of the primary key besides the clinic. */
  key: readonly string[];
  /** Columns of the fields that are sealed. A `json` one is a column of JSON, which holds the sealed text. */
  fields: Readonly<Record<string, { column: string; json?: true }>>;
  indexes: Readonly<Record<string, SealedIndex>>;
}

const phone = (field: string): SealedIndex => ({ kind: 'phone', from: [field], token: ([number]) => number ?? '' });
const joined = (values: readonly string[]) => values.join('|');

/** Everything that identifies a person, or was said by or about one: the models of schema.prisma with such fields. */
export const SEALED_OF_PEOPLE = {
  Patient: {
    table: 'patients',
    key: ['id'],
    fields: {
      givenName: { column: 'given_name' },
      familyName: { column: 'family_name' },
      phone: { column: 'phone' },
      birthDate: { column: 'birth_date' },
      email: { column: 'email' },
    },
    indexes: {
      phoneIndex: phone('phone'),
      phoneBirthIndex: { kind: 'phone_and_birth_date', from: ['phone', 'birthDate'], token: joined },
      familyBirthIndex: {
        kind: 'family_name_and_birth_date',
        from: ['familyName', 'birthDate'],
        token: ([name = '', birthDate = '']) => joined([nameInOnePiece(name), birthDate]),
      },
    },
  },
  Call: {
    table: 'calls',
    key: ['id'],
    fields: {
      fromNumber: { column: 'from_number' },
      toNumber: { column: 'to_number' },
      handoverSummary: { column: 'handover_summary' },
    },
    indexes: { fromNumberIndex: phone('fromNumber'), toNumberIndex: phone('toNumber') },
  },
  Turn: {
    table: 'turns',
    key: ['callId', 'seq'],
    fields: { text: { column: 'text' }, heard: { column: 'heard' } },
    indexes: {},
  },
  ToolInvocation: {
    table: 'tool_invocations',
    key: ['id'],
    fields: { arguments: { column: 'arguments', json: true }, result: { column: 'result', json: true } },
    indexes: {},
  },
  DeskTask: {
    table: 'desk_tasks',
    key: ['id'],
    fields: {
      callerNumber: { column: 'caller_number' },
      callerName: { column: 'caller_name' },
      note: { column: 'note' },
    },
    indexes: { callerNumberIndex: phone('callerNumber') },
  },
  Text: {
    table: 'texts',
    key: ['id'],
    fields: { theirNumber: { column: 'their_number' }, body: { column: 'body' } },
    indexes: { theirNumberIndex: phone('theirNumber') },
  },
  OutboundCall: {
    table: 'outbound_calls',
    key: ['id'],
    fields: {
      theirNumber: { column: 'their_number' },
      opening: { column: 'opening' },
      machineMessage: { column: 'machine_message' },
    },
    indexes: { theirNumberIndex: phone('theirNumber') },
  },
  WaitlistEntry: {
    table: 'waitlist_entries',
    key: ['id'],
    fields: { phone: { column: 'phone' } },
    indexes: {},
  },
  WaitlistOffer: {
    table: 'waitlist_offers',
    key: ['id'],
    fields: { phone: { column: 'phone' } },
    indexes: { phoneIndex: phone('phone') },
  },
  IdentityAttempt: {
    table: 'identity_attempts',
    key: ['id'],
    fields: { callerNumber: { column: 'caller_number' } },
    indexes: { callerNumberIndex: phone('callerNumber') },
  },
  Consent: {
    table: 'consents',
    key: ['id'],
    fields: { number: { column: 'number' }, evidenceReference: { column: 'evidence_reference' } },
    indexes: { numberIndex: phone('number') },
  },
  BlockedNumber: {
    table: 'blocked_numbers',
    key: ['numberIndex'],
    fields: { number: { column: 'number' }, reason: { column: 'reason' } },
    indexes: { numberIndex: phone('number') },
  },
  IdempotentRequest: {
    table: 'idempotent_requests',
    key: ['id'],
    fields: { body: { column: 'body' } },
    indexes: {},
  },
  LegalHold: { table: 'legal_holds', key: ['id'], fields: { reason: { column: 'reason' } }, indexes: {} },
} satisfies Record<string, SealedModel>;

/** All models with sealed fields: also words and secrets of the clinic, which are about no patient. */
export const SEALED_MODELS = {
  ...SEALED_OF_PEOPLE,
  BreakGlassAccess: {
    table: 'break_glass_accesses',
    key: ['id'],
    fields: { reason: { column: 'reason' } },
    indexes: {},
  },
  WebhookEndpoint: {
    table: 'webhook_endpoints',
    key: ['id'],
    fields: {
      url: { column: 'url' },
      secret: { column: 'secret' },
      previousSecret: { column: 'previous_secret' },
    },
    indexes: {},
  },
} satisfies Record<string, SealedModel>;

export type SealedModelName = keyof typeof SEALED_MODELS;

export const sealedModel = (name: string | undefined): SealedModel | undefined =>
  name === undefined ? undefined : (SEALED_MODELS as Record<string, SealedModel>)[name];

/** Relations of the schema that lead to sealed models, by the names that all models give them. */
export const SEALED_RELATIONS: Readonly<Record<string, SealedModelName>> = {
  patient: 'Patient',
  patients: 'Patient',
  representative: 'Patient',
  call: 'Call',
  calls: 'Call',
  turns: 'Turn',
  tools: 'ToolInvocation',
  deskTasks: 'DeskTask',
  texts: 'Text',
  outboundCalls: 'OutboundCall',
  entry: 'WaitlistEntry',
  waitlistEntries: 'WaitlistEntry',
  offer: 'WaitlistOffer',
  offers: 'WaitlistOffer',
  waitlistOffers: 'WaitlistOffer',
  attempts: 'IdentityAttempt',
  consents: 'Consent',
  blockedNumbers: 'BlockedNumber',
  brokenInto: 'BreakGlassAccess',
};

/** The token of a row with these values, in the order of the index's `from`: for searches that name the column of a token. */
export function tokenOf<Name extends SealedModelName>(
  sealer: ClinicSealer,
  name: Name,
  index: keyof (typeof SEALED_MODELS)[Name]['indexes'] & string,
  values: readonly string[],
): string {
  const { indexes, table }: SealedModel = SEALED_MODELS[name];
  const definition = indexes[index];
  if (!definition) throw new Error(`${table} has no such token`);
  return sealer.index(definition.kind, definition.token(values));
}

/** Where a field of a row is kept, for statements that are written as SQL. `row`: the primary key without the clinic. */
export function placeOf<Name extends SealedModelName>(
  name: Name,
  field: keyof (typeof SEALED_MODELS)[Name]['fields'] & string,
  row: readonly (string | number)[],
): SealedPlace {
  const { table, fields }: SealedModel = SEALED_MODELS[name];
  return { table, column: fields[field]?.column ?? field, row };
}

/** Of a field that isn't sealed. */
export const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
