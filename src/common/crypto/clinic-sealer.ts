import { createHmac } from 'node:crypto';
import { decrypt, encrypt } from './aes-gcm.js';
import { SealBrokenError } from './crypto.errors.js';

/** Where a value is kept. A value that is copied to another row, column, table or clinic does not open there. */
export interface SealedPlace {
  /** As in SQL. */
  table: string;
  column: string;
  /** The primary key of the row without its clinic, in the order of the key's columns. */
  row: readonly (string | number)[];
}

/** What is looked up by equality. The same number gives the same token in every table of a clinic. */
export type IndexKind =
  | 'phone'
  | 'phone_and_birth_date'
  | 'family_name_and_birth_date'
  /** What is asked for twice is done once. */
  | 'request'
  /** A code that was texted. */
  | 'code'
  /** A word of what was said or texted, and the beginning of one (src/search). */
  | 'word'
  | 'word_prefix';

export interface DataKey {
  number: number;
  key: Buffer;
}

/** Stands in lists for a value that does not open, which stays as it is in the database: nothing writes this over it. */
export const UNREADABLE = '[unreadable]';

/** Null for what does not open. */
export const readable = (value: string | null): string | null => (value === UNREADABLE ? null : value);

const SEALED = /^s1\.(\d{1,5})\.([\w-]+)$/;
/** 128 bits of the HMAC: two numbers of one clinic never meet. */
const INDEX_BYTES = 16;

/** Seals and opens what one clinic keeps of people. */
export class ClinicSealer {
  /** @param dataKeys the newest last; it seals. */
  constructor(
    private readonly clinicId: string,
    private readonly dataKeys: readonly [DataKey, ...DataKey[]],
    private readonly indexKey: Buffer,
  ) {}

  /** `s1.<number of the data key>.<base64url>` */
  seal(place: SealedPlace, plain: string): string {
    const { number, key } = this.newest;
    return `s1.${number}.${encrypt(key, this.nameOf(place), Buffer.from(plain))}`;
  }

  /** @throws SealBrokenError */
  open(place: SealedPlace, sealed: string): string {
    const [, number, content] = SEALED.exec(sealed) ?? [];
    const dataKey = this.dataKeys.find((candidate) => candidate.number === Number(number));
    if (!dataKey || !content) throw new SealBrokenError(`${place.table}.${place.column}`);
    try {
      return decrypt(dataKey.key, this.nameOf(place), content).toString();
    } catch {
      throw new SealBrokenError(`${place.table}.${place.column}`);
    }
  }

  /** False when a newer data key has sealed it than this process knows. Older ones that it does not know are gone. */
  knows(sealed: string): boolean {
    return (sealedUnder(sealed) ?? 0) <= this.newest.number;
  }

  /** A keyed token to look a value up by: HMAC-SHA-256, of which nobody learns the value without the clinic's key. */
  index(kind: IndexKind, value: string): string {
    const mac = createHmac('sha256', this.indexKey).update(`${kind}|${value}`).digest();
    return mac.subarray(0, INDEX_BYTES).toString('base64url');
  }

  get newest(): DataKey {
    return this.dataKeys.at(-1) ?? this.dataKeys[0];
  }

  private nameOf({ table, column, row }: SealedPlace): string {
    return [this.clinicId, table, column, ...row].join('|');
  }
}

/** The number of the data key that sealed a value; null for what is not sealed. */
export function sealedUnder(value: string): number | null {
  const number = SEALED.exec(value)?.[1];
  return number === undefined ? null : Number(number);
}
