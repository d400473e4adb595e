import { strToU8, zipSync } from 'fflate';
import type { PersonalRecord } from './export.types.js';
import { presentRecord } from './personal-record.presenter.js';

/** A ZIP file with the record for people and for programs. */
export const archiveOf = (record: PersonalRecord): Uint8Array =>
  zipSync({
    'record.html': strToU8(presentRecord(record)),
    'record.json': strToU8(`${JSON.stringify(record, null, 2)}\n`),
  });
