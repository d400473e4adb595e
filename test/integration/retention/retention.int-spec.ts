import { createHash } from 'node:crypto';
import { AuditVerification } from '../../../src/compliance/audit-verification.service.js';
import { LegalHolds } from '../../../src/compliance/retention/legal-holds.service.js';
import { RETENTION_KINDS, RETENTION_LIMITS } from '../../../src/compliance/retention/retention-rules.policy.js';
import { RetentionRules } from '../../../src/compliance/retention/retention-rules.service.js';
import { Retention } from '../../../src/compliance/retention/retention.service.js';
import { DeskTasks } from '../../../src/desk/desk-tasks.service.js';
import type { CallId } from '../../../src/common/ids/ids.js';
import { buildPatient } from '../../support/builders.js';
import { DESK, NOW, RecordsBench } from './records-bench.js';

const PHONE = '+15125550171';
const DAY_MS = 24 * 3_600_000;

let bench: RecordsBench;

beforeAll(async () => {
  bench = await RecordsBench.start();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.clock.stall(Date.parse(NOW) - bench.clock.nowMs());
  await bench.newClinic();
});

const retention = () => bench.get(Retention);
const rules = () => bench.get(RetentionRules);
const holds = () => bench.get(LegalHolds);
const daysPass = (days: number) => bench.clock.advance(days * DAY_MS);

async function oldCall(phone = PHONE): Promise<{ id: CallId; recordingSid: string }> {
  const call = await bench.call(phone);
  const recordingSid = await bench.recorded(call);
  await bench.hangUp(call);
  return { id: call.id, recordingSid };
}

/** What is left of a call, here and at the carrier. */
async function leftOf({ id, recordingSid }: { id: CallId; recordingSid: string }) {
  const of = { clinicId: bench.clinic.clinicId, callId: id };
  const { handoverSummary } = await bench.prisma.call.findFirstOrThrow({ where: { id } });
  return {
    turns: await bench.prisma.turn.count({ where: of }),
    tools: await bench.prisma.toolInvocation.count({ where: of }),
    summary: handoverSummary,
    recordings: await bench.prisma.recording.count({ where: of }),
    atCarrier: bench.shelf.has(recordingSid),
  };
}

const EVERYTHING = { turns: 2, tools: 1, summary: 'said summary', recordings: 1, atCarrier: true };
const NOTHING = { turns: 0, tools: 0, summary: null, recordings: 0, atCarrier: false };

describe('retention', () => {
  it('removes transcripts and recordings after ninety days, here and at the carrier, and not a day before', async () => {
    const call = await oldCall();
    daysPass(90);
    await retention().run(bench.clinic.clinicId);
    expect(await leftOf(call)).toEqual(EVERYTHING);

    daysPass(1);
    const runs = await retention().run(bench.clinic.clinicId);
    expect(await leftOf(call)).toEqual(NOTHING);
    expect(runs.find(({ kind }) => kind === 'transcripts')).toMatchObject({ removed: 1, failed: 0, held: 0 });
    expect(runs.find(({ kind }) => kind === 'recordings')).toMatchObject({ removed: 1, failed: 0, held: 0 });
    const { status, fromNumber } = await bench.prisma.call.findFirstOrThrow({ where: { id: call.id } });
    expect({ status, fromNumber }).toEqual({ status: 'completed', fromNumber: PHONE });
  });

  it('goes by the rule of the clinic', async () => {
    const { clinicId } = bench.clinic;
    await rules().set({ clinicId, actor: DESK }, { kind: 'transcripts', days: 5 });
    const call = await oldCall();
    daysPass(6);
    await retention().run(clinicId);
    expect(await leftOf(call)).toEqual({ ...EVERYTHING, turns: 0, tools: 0, summary: null });
  });

  it('tells in a dry run what would go, and changes nothing', async () => {
    const { clinicId } = bench.clinic;
    const [call] = [await oldCall(), await oldCall('+15125550172')];
    daysPass(91);
    const forecast = await retention().forecast(clinicId);
    expect(Object.fromEntries(forecast.map(({ kind, due }) => [kind, due]))).toEqual({
      recordings: 2,
      transcripts: 2,
      texts: 0,
      desk_tasks: 0,
      identity_attempts: 0,
      audit: 0,
    });
    expect(await leftOf(call)).toEqual(EVERYTHING);
    expect(await bench.prisma.retentionRun.count({ where: { clinicId } })).toBe(0);
  });

  it('run twice removes once, and proves it by a hash over the ids and entries of the audit trail', async () => {
    const { clinicId } = bench.clinic;
    const call = await oldCall();
    const patientId = await buildPatient(bench.prisma, bench.clinic);
    const proof = { clinicId, callId: call.id, patientId, proof: 'registered', verifiedAt: new Date(NOW) };
    await bench.prisma.callIdentity.create({ data: proof });
    daysPass(91);
    const [first, second] = [await retention().run(clinicId), await retention().run(clinicId)];
    expect(second.map(({ removed, idsHash }) => ({ removed, idsHash }))).toEqual(
      first.map(({ removed, idsHash }) => ({ removed, idsHash })),
    );
    const run = second.find(({ kind }) => kind === 'transcripts');
    const hash = createHash('sha256')
      .update(`${'0'.repeat(64)}\n${call.id}`)
      .digest('hex');
    expect(run?.idsHash).toBe(hash);
    const entries = await bench.prisma.auditEntry.findMany({ where: { clinicId, action: 'retention.removed' } });
    expect(entries).toHaveLength(2);
    const entry = entries.find(({ subjectId }) => subjectId.endsWith(' transcripts'));
    expect(entry).toMatchObject({
      patientIds: [patientId],
      detail: { kind: 'transcripts', records: 1, idsHash: hash },
    });
    expect(await bench.get(AuditVerification).verify([])).toMatchObject({ ok: true });
  });

  it('goes through more than fits into one batch', async () => {
    const { clinicId } = bench.clinic;
    const tasks = bench.get(DeskTasks);
    for (let index = 0; index < 120; index++) {
      await bench.prisma.inClinic(clinicId, (tx) =>
        tasks.askToCallBack(tx, {
          ...{ clinicId, origin: 'message', originKey: `task ${index}`, callId: null, callerNumber: PHONE },
        }),
      );
    }
    await bench.prisma.deskTask.updateMany({ where: { clinicId }, data: { status: 'done', doneAt: new Date(NOW) } });
    await bench.prisma.inClinic(clinicId, (tx) =>
      tasks.askToCallBack(tx, {
        ...{ clinicId, origin: 'message', originKey: 'open', callId: null, callerNumber: PHONE },
      }),
    );
    daysPass(366);
    const runs = await retention().run(clinicId);
    expect(runs.find(({ kind }) => kind === 'desk_tasks')).toMatchObject({ removed: 120 });
    expect((await bench.prisma.deskTask.findMany({ where: { clinicId } })).map(({ originKey }) => originKey)).toEqual([
      'open',
    ]);
  });

  it('keeps the row of a recording that the carrier could not delete, tells of it, and tries again on the next day', async () => {
    const { clinicId } = bench.clinic;
    const [stuck, other] = [await oldCall(), await oldCall('+15125550172')];
    daysPass(91);
    bench.carrier.faults.order({
      method: 'DELETE',
      path: new RegExp(`^/Recordings/${stuck.recordingSid}`),
      fault: { kind: 'refused', status: 500 },
      times: 1,
    });
    const runs = await retention().run(clinicId);
    const { id } = await bench.prisma.recording.findFirstOrThrow({ where: { callId: stuck.id } });
    expect(runs.find(({ kind }) => kind === 'recordings')).toMatchObject({ removed: 1, failed: 1, failedIds: [id] });
    expect(await leftOf(stuck)).toEqual({ ...NOTHING, recordings: 1, atCarrier: true });
    expect(await leftOf(other)).toEqual(NOTHING);

    daysPass(1);
    const next = await retention().run(clinicId);
    expect(next.find(({ kind }) => kind === 'recordings')).toMatchObject({ removed: 1, failed: 0 });
    expect(await leftOf(stuck)).toEqual(NOTHING);
  });

  it('counts a recording as deleted that the carrier no longer has', async () => {
    const call = await oldCall();
    bench.shelf.delete(call.recordingSid);
    daysPass(91);
    await retention().run(bench.clinic.clinicId);
    expect(await leftOf(call)).toEqual(NOTHING);
  });

  it('leaves other clinics alone', async () => {
    const call = await oldCall();
    const { clinicId } = bench.clinic;
    await bench.newClinic();
    daysPass(91);
    await retention().run(bench.clinic.clinicId);
    expect(await bench.prisma.turn.count({ where: { clinicId, callId: call.id } })).toBe(2);
  });
});

describe('a legal hold', () => {
  const place = async (subject: Parameters<LegalHolds['place']>[0]['subject']) => {
    const { clinicId } = bench.clinic;
    return (await holds().place({ clinicId, subject, reason: 'Marsh against us', actor: DESK })).id;
  };

  it.each(['clinic', 'call', 'patient', 'patient by number'] as const)(
    'of a %s keeps what is under it until it is released',
    async (kind) => {
      const { clinicId } = bench.clinic;
      const [held, free] = [await oldCall(), await oldCall('+15125550172')];
      const phone = kind === 'patient by number' ? PHONE : null;
      const patientId = await buildPatient(bench.prisma, bench.clinic, { phone });
      if (kind === 'patient') {
        const proof = { clinicId, callId: held.id, patientId, proof: 'registered', verifiedAt: new Date(NOW) };
        await bench.prisma.callIdentity.create({ data: proof });
      }
      const id = await place(
        kind === 'clinic' ? { kind } : kind === 'call' ? { kind, callId: held.id } : { kind: 'patient', patientId },
      );
      daysPass(91);
      const runs = await retention().run(clinicId);
      expect(await leftOf(held)).toEqual(EVERYTHING);
      expect(await leftOf(free)).toEqual(kind === 'clinic' ? EVERYTHING : NOTHING);
      expect(runs.find((run) => run.kind === 'transcripts')?.held).toBe(kind === 'clinic' ? 2 : 1);

      await holds().release(clinicId, id, DESK);
      await retention().run(clinicId);
      expect(await leftOf(held)).toEqual(NOTHING);
      const actions = await bench.prisma.auditEntry.findMany({
        where: { clinicId, subjectId: id },
        orderBy: { seq: 'asc' },
      });
      expect(actions.map(({ action }) => action)).toEqual(['legal_hold.placed', 'legal_hold.released']);
    },
  );

  it('keeps its reason sealed', async () => {
    const id = await place({ kind: 'clinic' });
    const [row] = await bench.prisma.$queryRaw<{ reason: string }[]>`
      SELECT reason FROM legal_holds WHERE clinic_id = ${bench.clinic.clinicId}::uuid`;
    expect(row?.reason).toMatch(/^s1\./);
    const reader = { clinicId: bench.clinic.clinicId, actor: DESK, scopes: [], sessionId: null };
    expect(await holds().get(reader, id)).toMatchObject({ reason: 'Marsh against us', releasedAt: null });
  });

  it('is released once, and only of what the clinic has', async () => {
    const { clinicId } = bench.clinic;
    const id = await place({ kind: 'clinic' });
    await holds().release(clinicId, id, DESK);
    await expect(holds().release(clinicId, id, DESK)).rejects.toMatchObject({ code: 'compliance/hold_released' });
    const elsewhere = await oldCall();
    await bench.newClinic();
    await expect(place({ kind: 'call', callId: elsewhere.id })).rejects.toMatchObject({
      issues: [{ field: '/subject/callSid' }],
    });
  });
});

describe('the rules of a clinic', () => {
  it.each(RETENTION_KINDS)('for %s have the same limits in code and in the database', async (kind) => {
    const { clinicId } = bench.clinic;
    const { min, max, usual } = RETENTION_LIMITS[kind];
    const row = (days: number) =>
      bench.prisma.retentionRule.create({ data: { clinicId, kind, days, changedAt: new Date(NOW) } });
    for (const days of [min - 1, max + 1]) {
      await expect(row(days)).rejects.toThrow(/retention_rules_limits/);
      await expect(rules().set({ clinicId, actor: DESK }, { kind, days })).rejects.toMatchObject({
        code: 'compliance/retention_out_of_bounds',
      });
    }
    for (const days of [min, max, usual]) await rules().set({ clinicId, actor: DESK }, { kind, days });
  });

  it('can not make the audit trail shorter than six years', () => {
    expect(RETENTION_LIMITS.audit.min).toBe(2192);
  });
});
