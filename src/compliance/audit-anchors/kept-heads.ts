import { z } from 'zod';
import type { RootKeys } from '../../common/crypto/root-keys.js';
import { isProven, partsOf } from '../audit-chain.js';
import { Anchor } from './audit-anchor.types.js';
import { signatureOf } from './head-signature.js';

/** As ends were written before they were signed: only we can say whether it is ours. */
const ProvenHead = Anchor.pick({ clinicId: true, seq: true, hash: true, keyId: true }).extend({ mac: z.string() });
const Heads = z.array(z.union([Anchor, ProvenHead])).min(1);

export type KeptHead = z.infer<typeof Heads>[number];

/**
 * Ends of chains that lay elsewhere, as lines or as one list. What we have not signed is a problem, and so is nothing at all: whoever asks
 * with a file is not to be told that all is well because there was nothing in it. Ends of keys that were taken out of use since are compared
 * all the same; alone they could be anybody's.
 */
export function keptHeads(
  keys: RootKeys,
  text: string,
): { heads: KeptHead[]; problem: null } | { heads: null; problem: string } {
  const heads = parsed(text.trim());
  if (!heads) return { heads: null, problem: 'holds no ends of chains, or something else as well' };
  const known = heads.filter(({ keyId }) => keys.has(keyId));
  const forged = known.find((head) => !isOurs(keys, head));
  if (forged)
    return { heads: null, problem: `has an end ${forged.seq} of clinic ${forged.clinicId} that was not signed by us` };
  if (known.length === 0) return { heads: null, problem: 'holds no end that a key of ENCRYPTION_KEYS has signed' };
  return { heads, problem: null };
}

function parsed(text: string): KeptHead[] | null {
  try {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return Heads.parse(text.startsWith('[') ? JSON.parse(text) : lines.map((line) => JSON.parse(line) as unknown));
  } catch {
    return null;
  }
}

const isOurs = (keys: RootKeys, head: KeptHead): boolean =>
  'signature' in head ? signatureOf(keys, head) === 'ours' : isProven(keys, 'head', partsOf(head.clinicId, head), head);
