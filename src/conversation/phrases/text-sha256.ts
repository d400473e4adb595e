import { createHash } from 'node:crypto';

/** A text as the table of phrases knows it. */
export const textSha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
