import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { RootKeys } from '../common/crypto/root-keys.js';
import { signingKeys } from '../compliance/audit-anchors/head-signature.js';
import { keptHeads, type KeptHead } from '../compliance/audit-anchors/kept-heads.js';
import { AuditVerification, type FirstBad, type ForgedCheck } from '../compliance/audit-verification.service.js';
import type { CommandContext } from './command.runner.js';
import { withDatabase } from './database.command.js';
import { OperatorError } from './runtime.errors.js';

const USAGE = `npm run audit:verify -- [--json] [--heads FILE] [--write-heads FILE] [--public-keys]

  --json              prints one line of JSON
  --heads FILE        ends of the chains that were kept elsewhere, as AUDIT_ANCHORS keeps them: they must still be there
  --write-heads FILE  writes where the chains end now, to be kept apart from the database
  --public-keys       prints the keys by which others can check such ends, and nothing else`;

const FAULTS: Record<FirstBad['fault'], string> = {
  altered: 'is not what was written',
  missing: 'is gone',
  forged: 'was not written by us',
  after_the_end: 'comes after the end of the chain',
  cut_off: 'and what followed is cut off',
  head_forged: 'is where the chain ends, as somebody else has written',
  unprovable: 'can not be proven: ENCRYPTION_KEYS does not have its key, and no rotation has vouched for it',
  mark_forged: 'is how far it was verified, as somebody else has written',
};

/** `npm run audit:verify`: exits with 1 when a chain does not hold, and names the first entry that is wrong. */
export async function verifyAudit(context: CommandContext): Promise<void> {
  const { json, heads, 'write-heads': headsFile, 'public-keys': publicKeys } = readArguments();
  await withDatabase(context, async (database) => {
    const { root } = database.keys;
    if (publicKeys) return context.print(JSON.stringify(signingKeys(root)));
    const kept = heads === undefined ? [] : await readHeads(root, heads);
    const verification = AuditVerification.on(database);
    const { ok, checked, firstBad } = await verification.verify(kept);
    if (json) context.print(JSON.stringify({ ok, checked, firstBad }));
    else context.print(firstBad ? complaint(firstBad) : `${checked} entries are as they were written`);
    if (ok && headsFile !== undefined) {
      const ends = await verification.heads(context.clock.now());
      await writeFile(headsFile, ends.map((end) => `${JSON.stringify(end)}\n`).join(''));
    }
    if (!ok) process.exitCode = 1;
  });
}

const complaint = (found: FirstBad | ForgedCheck): string =>
  found.fault === 'check_forged'
    ? `Somebody else has written that all was verified in the hour of ${found.hour.toString()}, or what was found then`
    : complaintOf(found);

const complaintOf = ({ clinicId, seq, id, fault }: FirstBad): string =>
  `Clinic ${clinicId}: entry ${seq}${id === null ? '' : ` (${id})`} ${FAULTS[fault]}`;

function readArguments() {
  const options = {
    json: { type: 'boolean', default: false },
    heads: { type: 'string' },
    'write-heads': { type: 'string' },
    'public-keys': { type: 'boolean', default: false },
  } as const;
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new OperatorError(`${error instanceof Error ? error.message : 'unknown option'}\n\n${USAGE}`);
  }
}

async function readHeads(keys: RootKeys, file: string): Promise<KeptHead[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new OperatorError(`${file} can not be read`);
  });
  const kept = keptHeads(keys, text);
  if (kept.problem !== null) throw new OperatorError(`${file} ${kept.problem}`);
  return kept.heads;
}
