import { plainWords } from '../../simulation/caller/words.policy.js';
import type { CallEvidence, Complaint, SceneEvidence } from './evidence.types.js';

const ERROR_LEVEL = 50;

/** Nothing of a person's is in the log, and no error that no fault explains. */
export function judgeLog({ plan, log }: CallEvidence, scene: SceneEvidence): Complaint[] {
  const { name, number } = plan.scenario.caller;
  // Work that the database has refused may say so.
  const isExplained = scene.faults.some(({ kind }) => kind === 'database');
  const errors = isExplained
    ? []
    : log.filter(({ level }) => level >= ERROR_LEVEL).map(({ text }) => `the log says ${text}`);
  const all = scene.log.map(({ text }) => text).join('\n');
  const names = plainWords(all).includes(plainWords(name)) ? ["the caller's name is in the log"] : [];
  return [...errors, ...names, ...(all.includes(number) ? ["the caller's number is in the log"] : [])];
}
