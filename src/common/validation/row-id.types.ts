import { z } from 'zod';

/**
 * The id of a row, as a request may write it: some systems write theirs in capitals. Postgres gives ids back in small letters, and
 * whatever is compared, hashed or sealed with an id has to have it in the same.
 */
export const rowId = z.uuid().toLowerCase();
