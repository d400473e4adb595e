import type { CallEvidence, CallRow, Complaint } from './evidence.types.js';

/** Who hangs up behind it has not ended the call: we had. */
export const FAREWELL = /goodbye|I'll hang up now/i;

/** The record of a call tells the truth about its end, and nothing of it goes on. */
export function judgeEnding(call: CallEvidence): Complaint[] {
  const { rows } = call;
  const [row] = rows;
  if (!row) return call.account.ending.status === 'completed' ? ['there is no record of the call'] : [];
  if (rows.length > 1) return [`there are ${rows.length} records of one call`];
  return [...judgeOutcome(row, call), ...judgeLeftovers(row)];
}

function judgeOutcome({ outcome, booked, tasks }: CallRow, { account }: CallEvidence): Complaint[] {
  const { by } = account.ending;
  const said = account.remarks.filter(({ who }) => who === 'agent').map(({ text }) => text);
  const wasBridged = account.events.some(({ type }) => type === 'dial_bridged');
  const complaints: Complaint[] = [];
  const says = (what: string) => complaints.push(`the outcome is ${outcome ?? 'missing'}, but ${what}`);
  if (outcome === null) says('the call is over');
  if ((outcome === 'booked') !== booked.length > 0) says(`${booked.length} visits are booked`);
  if (outcome === 'transferred' && !wasBridged) says('nobody was connected');
  if (outcome === 'caller_hung_up' && by !== 'caller') says('the caller did not hang up');
  if (outcome === 'message_taken' && tasks.length === 0) says('there is no message');
  if (outcome === 'no_input' && by === 'caller' && !FAREWELL.test(said.at(-1) ?? '')) says('the caller hung up');
  return complaints;
}

function judgeLeftovers({ endedAtMs, status, tools }: CallRow): Complaint[] {
  const running = tools.filter(({ status: toolStatus }) => toolStatus === 'running');
  return [
    ...(endedAtMs === null ? [`the record says that the call goes on (${status})`] : []),
    ...running.map(({ name }) => `${name} is still running`),
  ];
}
