import { SEALED_MODELS, type SealedModel } from '../../../src/common/database/sealing/sealed-fields.js';
import { execute } from '../../support/test-database.js';

// One rule for every column that can hold words. It is sealed (SEALED_MODELS; what is of people is erased as well, by a record keeper, and
// ages where retention says so), or a constraint names the few words that it may hold, or it stands in this list with what it holds.

/**
 * `made`: by the product, the carrier or a library: ids, tokens, digests, codes, words of lists. `tokens`: keyed ones of words. Both are
 * looked at in a database that is full.
 * Everything else says why it may lie in the clear, and for good.
 */
export type Held = 'made' | 'tokens' | { why: string };

const PUBLISHED: Held = { why: "the clinic's own words, which its callers hear" };
const HOUSE: Held = { why: 'what the clinic calls its own things; written by its staff, and of no patient' };
const STAFF: Held = { why: 'who works here: found by, shown to colleagues, and kept with the account' };
const OWN_NUMBER: Held = { why: "a number of the clinic's own" };
const PLACES: Held = { why: "beginnings of numbers that the clinic's calls go to; of the desk's own number at most" };
const LIBRARY: Held = { why: "a library's own, which nobody's words reach" };

const LISTED: Readonly<Record<string, Readonly<Record<string, Held>>>> = {
  accounts: { email: STAFF, name: STAFF, password_hash: 'made', totp_pending: 'made', totp_secret: 'made' },
  agent_profiles: { note: HOUSE, settings: PUBLISHED },
  api_keys: { key_hash: 'made', name: HOUSE, prefix: 'made', scopes: 'made' },
  appointment_types: { description: PUBLISHED, fee_note: PUBLISHED, name: PUBLISHED, preparation: PUBLISHED },
  appointments: { idempotency_key: 'made' },
  audit_anchors: { key_id: 'made', mac: 'made', target: 'made' },
  audit_checks: { key_id: 'made', mac: 'made' },
  audit_entries: {
    ...{ action: 'made', actor_id: 'made', detail: 'made', hash: 'made', key_id: 'made', mac: 'made', reason: 'made' },
    ...{ subject_id: 'made', subject_kind: 'made', address: 'made', request_id: 'made' },
  },
  audit_heads: { hash: 'made', key_id: 'made', mac: 'made' },
  audit_verified: { hash: 'made', key_id: 'made', mac: 'made' },
  blocked_numbers: { number_index: 'made' },
  blockouts: { event_key: 'made' },
  calendar_feeds: { secret_hash: 'made' },
  calendar_imports: {
    ...{ etag: LIBRARY, last_error: 'made', last_modified: LIBRARY },
    url: { why: "the address of somebody's calendar elsewhere; forgotten when the import is removed" },
  },
  calls: { audio_health: 'made', call_sid: 'made', from_number_index: 'made', to_number_index: 'made' },
  clinic_keys: { wrapped: 'made' },
  clinics: {
    ...{
      address: PUBLISHED,
      directions: PUBLISHED,
      name: PUBLISHED,
      parking: PUBLISHED,
      time_zone: 'made',
    },
    ...{ dial_countries: 'made', dial_prefixes: PLACES },
    ...{ desk_number: OWN_NUMBER, on_call_number: OWN_NUMBER },
  },
  closures: { name: PUBLISHED },
  consents: { evidence_id: 'made', evidence_kind: 'made', number_index: 'made', wording_id: 'made' },
  desk_tasks: { caller_number_index: 'made', origin_key: 'made', recording_sid: 'made' },
  erasures: { actor_id: 'made', actor_kind: 'made', removed: 'made' },
  faqs: { answer: PUBLISHED, keywords: PUBLISHED, question: PUBLISHED, search: PUBLISHED },
  given_numbers: { number: OWN_NUMBER },
  idempotent_requests: { key_index: 'made', request_index: 'made' },
  identity_attempts: { caller_number_index: 'made' },
  identity_codes: { code_hash: 'made' },
  insurance_plans: { name: PUBLISHED },
  invitations: { email: STAFF, token_hash: 'made' },
  legal_holds: { placed_by_id: 'made', placed_by_kind: 'made', released_by_id: 'made', released_by_kind: 'made' },
  listed_prices: { price: PUBLISHED, service: PUBLISHED },
  operatories: { name: HOUSE },
  outbound_calls: { idempotency_key: 'made', our_number: OWN_NUMBER, reason: 'made', their_number_index: 'made' },
  patients: { family_birth_index: 'made', phone_birth_index: 'made', phone_index: 'made' },
  phone_numbers: { number: OWN_NUMBER },
  phrase_audio: { audio: PUBLISHED, text_sha256: 'made', voice: 'made' },
  providers: { name: PUBLISHED },
  recordings: { error_code: 'made', recording_sid: 'made' },
  recovery_codes: { code_hash: 'made' },
  retention_rules: { kind: 'made' },
  retention_runs: { ids_hash: 'made', kind: 'made' },
  sign_in_tries: { key: 'made' },
  slot_offers: { ref: 'made' },
  staff_sessions: { token_hash: 'made' },
  stream_tokens: { token_hash: 'made' },
  text_words: { tokens: 'tokens' },
  texts: {
    ...{ carrier_sid: 'made', error_code: 'made', idempotency_key: 'made', their_number_index: 'made' },
    our_number: OWN_NUMBER,
  },
  tool_invocations: { name: 'made', request_id: 'made' },
  turn_words: { tokens: 'tokens' },
  turns: { stages: 'made' },
  waitlist_offers: { phone_index: 'made' },
  webhook_deliveries: { event_type: 'made' },
  webhook_endpoints: { description: HOUSE, events: 'made' },
  webhook_events: { data: 'made', type: 'made' },
  _prisma_migrations: { checksum: 'made', id: 'made', logs: LIBRARY, migration_name: 'made' },
  // The job queue's. Partitions of `job` count as it.
  'pgboss.archive': {
    ...{ data: 'made', dead_letter: 'made', name: 'made', output: 'made', policy: 'made', singleton_key: 'made' },
    state: 'made',
  },
  'pgboss.job': {
    ...{ data: 'made', dead_letter: 'made', name: 'made', output: 'made', policy: 'made', singleton_key: 'made' },
    state: 'made',
  },
  'pgboss.queue': { dead_letter: 'made', name: 'made', partition_name: 'made', policy: 'made' },
  'pgboss.schedule': { cron: LIBRARY, data: 'made', name: 'made', options: LIBRARY, timezone: 'made' },
  'pgboss.subscription': { event: 'made', name: 'made' },
};

export const HOW_TO_PLACE = `Every column that can hold words has its place. These have none, or more than they may:
  sealed: add it to SEALED_MODELS, and a record keeper erases it; what people say passes redaction (level "stored") on its way in
  a word of a list: give it a constraint, CHECK (column = ANY (ARRAY[...])) or CHECK (column IN (...))
  anything else: list it in test/integration/retention/text-columns.ts with what it holds, and why that may lie in the clear`;

interface Column {
  /** As SQL names the table. */
  from: string;
  table: string;
  column: string;
  /** A constraint names the words that it may hold. */
  isOfList: boolean;
}

/** Everything that is no number, time, flag or id, in all schemas that are not Postgres' own. */
const COLUMNS = `
  SELECT format('%I.%I', nspname, relname) AS "from", attname AS column,
    CASE WHEN nspname = 'public' THEN relname WHEN relispartition THEN nspname || '.job' ELSE nspname || '.' || relname END AS table,
    EXISTS (
      SELECT FROM pg_constraint WHERE conrelid = pg_class.oid AND contype = 'c' AND conkey = ARRAY[attnum]
        AND pg_get_constraintdef(pg_constraint.oid) ~ ('\\(' || attname || ' (= ANY \\(|<@ )ARRAY\\[')
    ) AS "isOfList"
  FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
  JOIN pg_type ON pg_type.oid = atttypid LEFT JOIN pg_type AS element ON element.oid = pg_type.typelem
  WHERE relkind IN ('r', 'p', 'm') AND nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg\\_toast%'
    AND attnum > 0 AND NOT attisdropped AND coalesce(nullif(element.typcategory, 'Z'), pg_type.typcategory) NOT IN ('N', 'D', 'B', 'T', 'R')
    AND coalesce(element.typname, pg_type.typname) NOT IN ('uuid', 'int2vector')
  ORDER BY 1, 2`;

/** What a column holds: the strings of JSON, the parts of a list. */
const leavesOf = ({ from, column }: Column): string => `
  SELECT DISTINCT leaf FROM ${from} AS row, LATERAL (
    SELECT leaf #>> '{}' AS leaf
    FROM jsonb_path_query(to_jsonb(row.${column}), 'strict $.** ? (@.type() == "string")') AS leaf
  ) AS leaves`;

/**
 * No words with spaces between, but for names of fields in a detail of the trail, and rows that are named so. A name in one word has no look
 * of its own: the marks of a person are looked for in erasure.int-spec.ts.
 */
const MADE = /^([\w.:,+/=$*-]*|[a-z][\w:]*( [a-z][\w:]*)*|\d{4}-\d{2}-\d{2} [a-z_]+|calendar [\w. -]+)$/;
const TOKENS = /^('[\w-]{22}'(:[\d,]+)? ?)*$/;
const SEALED = /^s1\.\d{1,5}\.[\w-]+$/;

export async function textColumns(url: string): Promise<Column[]> {
  return execute<Column>(url, COLUMNS);
}

const sealedIn = (table: string): string[] => {
  const model = Object.values<SealedModel>(SEALED_MODELS).find((one) => one.table === table);
  return Object.values(model?.fields ?? {}).map(({ column }) => column);
};

/** Columns without a place, with two, and places without a column. */
export function misplaced(columns: readonly Column[]): string[] {
  const wrong = columns.flatMap(({ table, column, isOfList }) => {
    const places = [isOfList, sealedIn(table).includes(column), LISTED[table]?.[column] !== undefined];
    const count = places.filter(Boolean).length;
    return count === 1 ? [] : [`${table}.${column} has ${count === 0 ? 'no place' : 'several places'}`];
  });
  const known = new Set(columns.map(({ table, column }) => `${table}.${column}`));
  const listed = Object.entries(LISTED).flatMap(([table, held]) =>
    Object.keys(held).map((column) => `${table}.${column}`),
  );
  return [...new Set(wrong), ...listed.filter((name) => !known.has(name)).map((name) => `${name} is no column`)];
}

const looksOf = ({ table, column }: Column): RegExp | null => {
  if (sealedIn(table).includes(column)) return SEALED;
  const held = LISTED[table]?.[column];
  return held === 'made' ? MADE : held === 'tokens' ? TOKENS : null;
};

/** Values that a column of their place may not hold. */
export async function unfitting(url: string, columns: readonly Column[]): Promise<string[]> {
  const found: string[] = [];
  for (const each of columns) {
    const looks = looksOf(each);
    const leaves = looks ? await execute<{ leaf: string }>(url, leavesOf(each)) : [];
    const wrong = leaves.filter(({ leaf }) => !looks?.test(leaf));
    found.push(...wrong.map(({ leaf }) => `${each.table}.${each.column}: ${leaf}`));
  }
  return found;
}
