import type { Temporal } from 'temporal-polyfill';
import { apiKeyPrefix, hashApiKey, newApiKey } from '../../auth/api-key.js';
import type { PrismaService, Tx } from '../../common/database/prisma.service.js';
import { newId, type ClinicId } from '../../common/ids/ids.js';
import { fromDate, toDate } from '../../common/time/instant-date.js';
import { buildDemoHouse } from '../../runtime/demo-clinic.builder.js';
import type { DemoClinic } from '../../runtime/demo-clinic.types.js';
import { insertDemoClinic, insertDemoPeople } from '../../runtime/demo-house.js';
import { buildGiven } from './given.builder.js';
import type { EndState, GivenRows, World, WorldPlan } from './world.types.js';

/** Of those whose time is kept, or was. */
const OPEN_WAITING = 'waiting';
/** What a house is made of, beside its clinic, its answers and its lines. */
const HOUSE = [
  'agent_profiles',
  'phone_numbers',
  'opening_hours',
  'closures',
  'listed_prices',
  'insurance_plans',
  'resources',
  'providers',
  'provider_hours',
  'operatories',
  'appointment_types',
  'appointment_type_parts',
  'weekly_blockouts',
  'hours_overrides',
];
/** Tables with a column that the database fills in itself, or with audio, which would be unpacked as part of a record. */
const BY_NAME = [
  ['faqs', 'id, kind, language, question, answer, keywords, active, created_at, changed_at'],
  ['phrase_audio', 'voice, text_sha256, audio, created_at'],
] as const;
/** Of the clinic that has the first number. $1 are the columns that are others in its row of `clinics`, $2 those in its other rows. */
const COPY_HOUSE = `
  WITH first AS (SELECT clinic_id AS id FROM phone_numbers ORDER BY number LIMIT 1),
  in_clinics AS (
    INSERT INTO clinics
    SELECT new.* FROM first JOIN clinics AS old USING (id), jsonb_populate_record(old, $1::jsonb) AS new),
  ${BY_NAME.map(
    ([table, columns]) => `in_${table} AS (
    INSERT INTO ${table} (clinic_id, ${columns})
    SELECT ($2::jsonb ->> 'clinic_id')::uuid, ${columns} FROM ${table} WHERE clinic_id = (SELECT id FROM first))`,
  ).join(', ')},
  ${HOUSE.map(
    (table) => `in_${table} AS (
    INSERT INTO ${table}
    SELECT new.* FROM ${table} AS old, jsonb_populate_record(old, $2::jsonb) AS new
    WHERE old.clinic_id = (SELECT id FROM first))`,
  ).join(', ')}
  SELECT 1`;
const FOUNDING_LIMITS = { maxWait: 30_000, timeout: 30_000 };

/** The clinics of one database: founds one for each run, and reads what a run has left in it. */
export class WorldRepository {
  private founded = 0;

  constructor(private readonly database: PrismaService) {}

  /**
   * A clinic of its own, with a number of its own.
   *
   * @throws GivenError when what is given can not be
   */
  async found({ given, setup, now }: WorldPlan): Promise<World> {
    const line = ++this.founded;
    const mark = `Your line is number ${line}.`;
    const house = houseOf(line, mark, now);
    const rows = buildGiven(house, given, now);
    const clinicId = house.id as ClinicId;
    const apiKey = newApiKey();
    const people = { ...house, patients: rows.patients, appointments: rows.visits };
    // The house is copied from another clinic.
    await this.database.acrossClinics(async (tx) => {
      await (line === 1 ? insertDemoClinic(tx, people, now) : this.copyHouse(tx, people));
      await tx.clinic.update({ where: { id: clinicId }, data: { ...setup, onCallNumber: given.onCall ?? null } });
      await tx.apiKey.create({
        data: {
          keyHash: hashApiKey(apiKey),
          clinicId,
          name: 'evals',
          prefix: apiKeyPrefix(apiKey),
          role: 'owner',
          createdAt: toDate(now),
        },
      });
      await this.insertGiven(tx, clinicId, given, rows, toDate(now));
    }, FOUNDING_LIMITS);
    return {
      clinicId,
      number: house.number,
      deskNumber: house.deskNumber,
      apiKey,
      mark,
      openedAt: now,
      timeZone: house.timeZone,
      patientIds: new Map(given.patients.map(({ name }, index) => [name, rows.patients[index]?.id ?? ''])),
      visitIds: firstOfEach(given.visits.map(({ patient }, index) => [patient, rows.visits[index]?.id ?? ''])),
    };
  }

  /** True once the clinic that was founded first can say all its lines: the others get copies. */
  async canSpeak(clinicId: ClinicId): Promise<boolean> {
    const [row] = await this.database.inClinic(
      clinicId,
      (tx) => tx.$queryRaw<{ waiting: bigint; made: bigint }[]>`
      SELECT (SELECT count(*) FROM pgboss.job WHERE name LIKE 'phrases.%' AND state < 'completed') AS waiting,
             (SELECT count(*) FROM phrase_audio WHERE clinic_id = ${clinicId}::uuid) AS made`,
    );
    return row !== undefined && row.waiting === 0n && row.made > 0n;
  }

  /** What only calls need of it goes: the recorded lines are a megabyte. */
  async leave({ clinicId }: World): Promise<void> {
    await this.database.inClinic(clinicId, (tx) => tx.phraseAudio.deleteMany({ where: { clinicId } }));
  }

  async endState({ clinicId }: World, now: Temporal.Instant): Promise<EndState> {
    const where = { clinicId };
    const read = await this.database.inClinic(clinicId, async (tx) => ({
      visits: await tx.appointment.findMany({
        where,
        include: { patient: true, type: true, provider: true },
        orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      }),
      patients: await tx.patient.findMany({ where, orderBy: { createdAt: 'asc' } }),
      waitlist: await tx.waitlistEntry.findMany({
        where: { clinicId, status: OPEN_WAITING },
        include: { patient: true, type: true },
      }),
      tasks: await tx.deskTask.findMany({ where: { clinicId, status: 'open' }, orderBy: { createdAt: 'asc' } }),
      texts: await tx.text.groupBy({ by: ['kind'], where: { clinicId, direction: 'outbound' }, _count: true }),
      holds: await tx.hold.count({ where: { clinicId, expiresAt: { gt: toDate(now) } } }),
      identities: await tx.callIdentity.findMany({ where, include: { patient: true }, orderBy: { verifiedAt: 'asc' } }),
      refusals: await tx.auditEntry.count({ where: { clinicId, action: 'patient.access_refused' } }),
      calls: await tx.call.findMany({ where, include: { turns: true, tools: true } }),
      bodies: await tx.text.findMany({ where, select: { clinicId: true, id: true, body: true } }),
      tools: await tx.toolInvocation.count({ where: { clinicId, status: 'running' } }),
    }));
    const { visits, patients, waitlist, tasks, texts, holds, identities, refusals, calls, bodies, tools } = read;
    return {
      visits: visits.map(({ patient, type, provider, status, startsAt }) => ({
        patient: nameOf(patient),
        type: type.name,
        provider: provider.name,
        status,
        startsAt: fromDate(startsAt),
      })),
      patients: patients.map(({ id, birthDate, phone, email, ...name }) => ({
        id,
        name: nameOf(name),
        birthDate,
        phone,
        email,
      })),
      waitlist: waitlist.map(({ patient, type }) => ({ patient: nameOf(patient), type: type.name })),
      tasks: tasks.map(({ kind, note }) => ({ kind, note })),
      texts: new Map(texts.map(({ kind, _count: count }) => [kind, count])),
      holds,
      verified: [...new Set(identities.map(({ patient }) => nameOf(patient)))],
      refusals,
      emergencies: calls.flatMap(({ emergency }) => emergency ?? []),
      kept: [
        ...calls.flatMap((call) => [
          call.handoverSummary ?? '',
          ...call.turns.map(({ text }) => text),
          ...call.tools.map((tool) => JSON.stringify([tool.arguments, tool.result])),
        ]),
        ...tasks.map(({ note }) => note ?? ''),
        ...bodies.map(({ body }) => body),
      ],
      unended: { tools, calls: calls.filter(({ endedAt }) => endedAt === null).length },
    };
  }

  private async insertGiven(
    tx: Tx,
    clinicId: string,
    { faqs, failedAttempts }: WorldPlan['given'],
    { representatives, busy }: GivenRows,
    createdAt: Date,
  ): Promise<void> {
    if (representatives.length > 0) {
      await tx.patientRepresentative.createMany({
        data: representatives.map((row) => ({ ...row, clinicId, createdAt })),
      });
    }
    if (faqs.length > 0) {
      const written = { clinicId, createdAt, changedAt: createdAt };
      await tx.faq.createMany({ data: faqs.map((faq) => ({ ...faq, ...written, id: newId() })) });
    }
    if (failedAttempts) await this.insertFailed(tx, clinicId, failedAttempts, createdAt);
    if (busy.length === 0) return;
    const stretches = busy.map(({ from, to, ...row }) => ({
      ...row,
      allocationId: newId(),
      from: from.toString(),
      to: to.toString(),
    }));
    await tx.$executeRaw`
      WITH rows AS (
        SELECT * FROM jsonb_to_recordset(${JSON.stringify(stretches)}::jsonb) AS b(
          id uuid, "resourceId" uuid, "allocationId" uuid, "from" timestamptz, "to" timestamptz)
      ), kept AS (
        INSERT INTO blockouts (clinic_id, id, resource_id, during, kind, reason, created_at)
        SELECT ${clinicId}::uuid, id, "resourceId", tstzrange("from", "to"), 'busy', 'training', ${createdAt} FROM rows
      )
      INSERT INTO allocations (clinic_id, id, resource_id, during, blockout_id)
      SELECT ${clinicId}::uuid, "allocationId", "resourceId", tstzrange("from", "to"), id FROM rows`;
  }

  /** They belong to a call that is over. */
  private async insertFailed(
    tx: Tx,
    clinicId: string,
    { from, times }: NonNullable<WorldPlan['given']['failedAttempts']>,
    at: Date,
  ): Promise<void> {
    const callId = newId();
    const call = { clinicId, id: callId, callSid: `CA${callId.replaceAll('-', '')}`, fromNumber: from, toNumber: from };
    const over = { direction: 'inbound', status: 'completed', outcome: 'answered', resumes: 0 };
    await tx.call.create({ data: { ...call, ...over, startedAt: at, answeredAt: at, endedAt: at } });
    const failed = { clinicId, callId, callerNumber: from, kind: 'details', succeeded: false, at };
    await tx.identityAttempt.createMany({ data: Array.from({ length: times }, () => ({ ...failed, id: newId() })) });
  }

  /** All clinics have the same house and say the same lines: both were made for the first one. */
  private async copyHouse(tx: Tx, clinic: DemoClinic): Promise<void> {
    const { id, number, agentSettings: settings } = clinic;
    await tx.$executeRawUnsafe(COPY_HOUSE, { id }, { clinic_id: id, number, settings });
    await insertDemoPeople(tx, clinic);
  }
}

/** A profile of its own says which one it is; callers hear nothing of it. */
function houseOf(line: number, mark: string, now: WorldPlan['now']): DemoClinic {
  const house = buildDemoHouse(now);
  const { persona } = house.agentSettings.prompt as { persona: string };
  return {
    ...house,
    id: newId(),
    number: `+1555020${String(line).padStart(4, '0')}`,
    agentSettings: { ...house.agentSettings, prompt: { persona: `${persona} ${mark}` } },
  };
}

/** Maps each key to the first of its values. */
const firstOfEach = (entries: readonly (readonly [string, string])[]): Map<string, string> =>
  new Map(entries.toReversed());

const nameOf = ({ givenName, familyName }: { givenName: string; familyName: string }): string =>
  `${givenName} ${familyName}`;
