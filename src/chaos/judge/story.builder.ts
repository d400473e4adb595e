import { CALLS_IN_SCENE } from '../plan/scene-plan.builder.js';
import type { ScenePlan } from '../plan/plan.types.js';
import type { CallEvidence, Complaint } from './evidence.types.js';

/** The command that plays a scene again. */
export const againCommand = ({ seed, scene, driver, calls }: ScenePlan): string =>
  `npm run chaos -- --seed ${seed} --scene ${scene} --driver ${driver}${calls.length < CALLS_IN_SCENE ? ` --calls ${calls.length}` : ''}`;

/** A call that broke, for whoever is to find out why. */
export function buildStory(plan: ScenePlan, call: CallEvidence, complaints: readonly Complaint[]): string {
  const { account, rows, plan: own } = call;
  const remarks = account.remarks.map(({ atMs, who, text }) => ({ atMs, line: `${who.padEnd(6)} ${text}` }));
  const silences = account.silences.map(({ atMs, ms }) => ({ atMs, line: `       … ${ms} ms of silence` }));
  const transcript = [...remarks, ...silences].sort((one, other) => one.atMs - other.atMs);
  const { temperament } = own.scenario;
  return [
    `call ${own.number} of scene ${plan.scene}, seed ${plan.seed}, ${plan.driver}: ${againCommand(plan)}`,
    `  ${own.errand}${temperament ? `, ${temperament}` : ''}, after ${own.startsAfterMs} ms`,
    ...complaints.map((complaint) => `  ✗ ${complaint}`),
    ...plan.faults.map((fault) => `  everybody: ${JSON.stringify(fault)}`),
    ...plan.streams.map((fault) => `  some stream: ${JSON.stringify(fault)}`),
    ...own.faults.map((fault) => `  this call: ${JSON.stringify(fault)}`),
    ...transcript.map(({ atMs, line }) => `  ${(atMs / 1000).toFixed(2).padStart(7)}  ${line}`),
    `  ended ${JSON.stringify(account.ending)}`,
    ...rows.flatMap((row) => [
      `  record: ${row.status}, ${row.outcome ?? 'no outcome'}, ${JSON.stringify({ booked: row.booked, tasks: row.tasks, texts: row.texts, handover: row.handoverStatus })}`,
      ...row.turns.map(
        ({ seq, role, heard, text, atMs }) =>
          `    ${seq} at ${((atMs - call.placedAtMs) / 1000).toFixed(2)} ${role}: ${heard} |${text.slice(heard.length)}`,
      ),
      ...row.tools.map(({ name, status }) => `    ${name}: ${status}`),
    ]),
    ...call.log.map(({ text }) => `  ${text}`),
  ].join('\n');
}
