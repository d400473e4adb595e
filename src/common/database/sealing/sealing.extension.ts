import { Prisma } from '../../../generated/prisma/client.js';
import { UNREADABLE, type ClinicSealer } from '../../crypto/clinic-sealer.js';
import { SealBrokenError, SealingQueryError } from '../../crypto/crypto.errors.js';
import type { KeyRing } from '../../crypto/key-ring.js';
import { SEALED_RELATIONS, sealedModel, type SealedModel } from './sealed-fields.js';

// Queries name fields in the clear: what they write is sealed on its way to the database, what they read is opened on its way
// back, and a sealed field that is compared becomes its token. No repository can forget it. SQL that is written by hand is not
// seen here; it uses `$sealer` and `$opened`.
//
// A value that does not open fails whoever reads its row alone, since they act by it. Among the rows of a list, and in what a write
// gives back, it is `UNREADABLE`, which can't be written.

type Fields = Record<string, unknown>;

/** What was added to a selection in order to open it, and what lies below. */
interface Reading {
  model: SealedModel | undefined;
  added: readonly string[];
  below: Readonly<Record<string, Reading>>;
}

const READS_NO_ROW = new Set(['createMany', 'updateMany', 'deleteMany', 'count', 'aggregate', 'groupBy']);
const READS_ONE_ROW = new Set(['findUnique', 'findUniqueOrThrow', 'findFirst', 'findFirstOrThrow']);

type Open = KeyRing['open'];

export const sealing = (keys: KeyRing) =>
  Prisma.defineExtension({
    name: 'sealing',
    query: {
      $allModels: {
        async $allOperations({ model, operation, args, query }) {
          const sealed = sealedModel(model);
          const asked = (args ?? {}) as Fields;
          if (sealed) refuseUnsealable(sealed, asked);
          const written = sealed ? await sealArguments(keys, sealed, asked) : asked;
          if (READS_NO_ROW.has(operation)) return query(written);
          const { args: complete, reading } = withKeys(sealed, written);
          const result: unknown = await query(complete);
          const each: Open = (...sealed) =>
            READS_ONE_ROW.has(operation) ? keys.open(...sealed) : keys.openOrMark(...sealed);
          return open(each, reading, result);
        },
      },
    },
  });

// ── What is asked ───────────────────────────────────────────────────────────────────────────────────────────────────

function refuseUnsealable(model: SealedModel, { orderBy, by, distinct }: Fields): void {
  const names = [orderBy, by, distinct].flat().flatMap((part) => (isFields(part) ? Object.keys(part) : [part]));
  const wrong = names.filter((name) => typeof name === 'string').find((name) => name in model.fields);
  if (wrong !== undefined) throw new SealingQueryError(`${model.table}.${wrong} is sealed: it has no order`);
}

async function sealArguments(keys: KeyRing, model: SealedModel, args: Fields): Promise<Fields> {
  const sealed = { ...args };
  const where = isFields(args.where) ? args.where : undefined;
  if (where) sealed.where = await sealWhere(keys, model, where, where);
  const row = where ? rowNamedBy(model, where) : {};
  for (const part of ['data', 'create', 'update'] as const) {
    const given = args[part];
    if (Array.isArray(given))
      sealed[part] = await Promise.all(given.map((one: Fields) => sealData(keys, model, one, {})));
    else if (isFields(given)) sealed[part] = await sealData(keys, model, given, row);
  }
  return sealed;
}

/** Sealed fields that are compared become their tokens; null stays null. */
async function sealWhere(keys: KeyRing, model: SealedModel, where: Fields, whole: Fields): Promise<Fields> {
  const sealed: Fields = {};
  for (const [name, value] of Object.entries(where)) {
    if (name === 'AND' || name === 'OR' || name === 'NOT') {
      const parts = await Promise.all(
        [value].flat().map((part) => (isFields(part) ? sealWhere(keys, model, part, whole) : part)),
      );
      sealed[name] = Array.isArray(value) ? parts : parts[0];
    } else if (name in model.fields && value !== undefined && !asksForNull(value)) {
      const [index, definition] = indexOf(model, name);
      const sealer = await keys.of(clinicIn(model, whole));
      const token = (plain: unknown) => sealer.index(definition.kind, definition.token([String(plain)]));
      if (typeof value === 'string') sealed[index] = token(value);
      else if (isFields(value) && Array.isArray(value.in)) sealed[index] = { in: value.in.map(token) };
      else throw new SealingQueryError(`${model.table}.${name} is sealed: it is compared with = or in only`);
    } else {
      sealed[name] = value;
    }
  }
  return sealed;
}

function indexOf(model: SealedModel, field: string) {
  const found = Object.entries(model.indexes).find(([, { from }]) => from.length === 1 && from[0] === field);
  if (!found) throw new SealingQueryError(`${model.table}.${field} is sealed, and has no token to be found by`);
  return found;
}

const asksForNull = (value: unknown): boolean =>
  value === null || (isFields(value) && Object.keys(value).join() === 'not' && value.not === null);

async function sealData(keys: KeyRing, model: SealedModel, data: Fields, named: Fields): Promise<Fields> {
  const given = Object.keys(data).filter((name) => name in model.fields && data[name] !== undefined);
  if (given.length === 0) return data;
  const clinicId = data.clinicId ?? named.clinicId;
  if (typeof clinicId !== 'string') throw new SealingQueryError(`what is written to ${model.table} names its clinic`);
  const sealer = await keys.of(clinicId);
  const sealed = { ...data, ...tokensFor(model, data, sealer) };
  const row = rowKeyOf(model, { ...named, ...sealed });
  for (const name of given) {
    const { column, json } = model.fields[name] ?? { column: name };
    const value = data[name];
    if (value === null || value === Prisma.DbNull) continue;
    if (value === UNREADABLE) throw new SealBrokenError(`${model.table}.${column}`);
    if (!json && typeof value !== 'string') throw new SealingQueryError(`${model.table}.${column} takes text`);
    sealed[name] = sealer.seal({ table: model.table, column, row }, json ? JSON.stringify(value) : (value as string));
  }
  return sealed;
}

/** A token is made of several fields: whoever changes one names the others. */
function tokensFor(model: SealedModel, data: Fields, sealer: ClinicSealer): Fields {
  const tokens: Fields = {};
  for (const [index, { kind, from, token }] of Object.entries(model.indexes)) {
    const values = from.map((name) => data[name]);
    if (values.every((value) => value === undefined)) continue;
    if (values.includes(null)) tokens[index] = null;
    else if (values.every((value) => typeof value === 'string')) tokens[index] = sealer.index(kind, token(values));
    else if (!isNewRow(data)) {
      throw new SealingQueryError(`${model.table}: ${from.join(' and ')} are changed together, for their token`);
    }
  }
  return tokens;
}

/** A row that is written for the first time names its clinic in the data; an absent field is null then. */
const isNewRow = ({ clinicId }: Fields): boolean => clinicId !== undefined;

/** The clinic and the fields of the primary key that a condition fixes, also within a compound key. */
function rowNamedBy(model: SealedModel, where: Fields): Fields {
  const flat = { ...where };
  for (const value of Object.values(where)) if (isFields(value) && 'clinicId' in value) Object.assign(flat, value);
  const names = ['clinicId', ...model.key];
  return Object.fromEntries(names.filter((name) => isPlain(flat[name])).map((name) => [name, flat[name]]));
}

function clinicIn(model: SealedModel, where: Fields): string {
  const { clinicId } = rowNamedBy(model, where);
  if (typeof clinicId !== 'string') throw new SealingQueryError(`a search in ${model.table} names its clinic`);
  return clinicId;
}

function rowKeyOf(model: SealedModel, row: Fields): (string | number)[] {
  return model.key.map((name) => {
    const value = row[name];
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new SealingQueryError(`${model.table}.${name} must be known: what is sealed belongs to one row`);
    }
    return value;
  });
}

// ── What is read ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Adds the primary key to selections of sealed fields, here and below. */
function withKeys(model: SealedModel | undefined, args: Fields): { args: Fields; reading: Reading } {
  const complete = { ...args };
  const below: Record<string, Reading> = {};
  for (const part of ['select', 'include'] as const) {
    const chosen = args[part];
    if (!isFields(chosen)) continue;
    const copy: Fields = { ...chosen };
    for (const [name, value] of Object.entries(chosen)) {
      const related = sealedModel(SEALED_RELATIONS[name]);
      if (isFields(value)) {
        const inner = withKeys(related, value);
        copy[name] = inner.args;
        below[name] = inner.reading;
      } else if (value === true && related) {
        below[name] = { model: related, added: [], below: {} };
      }
    }
    complete[part] = copy;
  }
  const selected = complete.select;
  if (!model || !isFields(selected) || !Object.keys(model.fields).some((name) => selected[name] === true)) {
    return { args: complete, reading: { model, added: [], below } };
  }
  const added = ['clinicId', ...model.key].filter((name) => selected[name] !== true);
  complete.select = { ...selected, ...Object.fromEntries(added.map((name) => [name, true])) };
  return { args: complete, reading: { model, added, below } };
}

async function open(each: Open, reading: Reading, result: unknown): Promise<unknown> {
  if (Array.isArray(result)) {
    for (const row of result) await open(each, reading, row);
    return result;
  }
  if (!isFields(result)) return result;
  const { model, added, below } = reading;
  if (model) await openRow(each, model, result);
  for (const [name, inner] of Object.entries(below)) await open(each, inner, result[name]);
  for (const name of added) Reflect.deleteProperty(result, name);
  return result;
}

async function openRow(each: Open, model: SealedModel, row: Fields): Promise<void> {
  const fields = Object.entries(model.fields).filter(([name]) => typeof row[name] === 'string');
  if (fields.length === 0) return;
  const clinicId = String(row.clinicId);
  const key = rowKeyOf(model, row);
  for (const [name, { column, json }] of fields) {
    const plain = await each(clinicId, { table: model.table, column, row: key }, row[name] as string);
    row[name] = json && plain !== UNREADABLE ? (JSON.parse(plain) as unknown) : plain;
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const isPlain = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';
