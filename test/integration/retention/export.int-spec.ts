import { strFromU8, unzipSync } from 'fflate';
import { archiveOf } from '../../../src/compliance/export/archive.js';
import type { PersonalRecord } from '../../../src/compliance/export/export.types.js';
import { PatientExport } from '../../../src/compliance/export/patient-export.service.js';
import { RecordKeepers } from '../../../src/compliance/records/record-keepers.service.js';
import type { PatientId } from '../../../src/common/ids/ids.js';
import { SEALED_MODELS, SEALED_OF_PEOPLE } from '../../../src/common/database/sealing/sealed-fields.js';
import { logicalDump, openedDump, placesOf } from './logical-dump.js';
import { markedPatient, MARKS, type MarkedPatient } from './marked-patient.js';
import { DESK, RecordsBench } from './records-bench.js';

let bench: RecordsBench;
let marked: MarkedPatient;

beforeAll(async () => {
  bench = await RecordsBench.start();
  await bench.newClinic();
  marked = await markedPatient(bench);
});
afterAll(() => bench.close());

const collect = (patientId: PatientId = marked.id) =>
  bench.get(PatientExport).collect({ clinicId: bench.clinic.clinicId, patientId, actor: DESK });

const rowsOf = ({ sections }: PersonalRecord, title: string) =>
  sections.find((section) => section.title === title)?.rows;

describe('an archive of all that is held on a person', () => {
  it('has a part for every model with sealed fields of people', () => {
    const covered = bench.get(RecordKeepers).all.flatMap(({ models }) => models);
    expect([...covered].sort()).toEqual(Object.keys(SEALED_OF_PEOPLE).sort());
  });

  it('says every value that is sealed for them', async () => {
    const record = JSON.stringify(await collect());
    const rows = [...(await openedDump(bench.prisma, bench.clinic.clinicId))].flatMap(([model, text]) =>
      (JSON.parse(text) as Record<string, unknown>[]).map((row) => ({
        model: model as keyof typeof SEALED_MODELS,
        row,
      })),
    );
    const values = rows
      .filter(({ row }) => row.clinicId === bench.clinic.clinicId)
      .flatMap(({ model, row }) => Object.keys(SEALED_MODELS[model].fields).map((field) => row[field]))
      .map((value) => JSON.stringify(value))
      .filter((value) => MARKS.some((mark) => value.includes(mark)));
    expect(values.length).toBeGreaterThan(20);
    for (const value of values) expect(record).toContain(value.slice(1, -1));
  });

  it('tells visits, what was said, and who has seen it', async () => {
    const first = await collect();
    expect(rowsOf(first, 'Visits')).toMatchObject([{ id: marked.appointment.id, for: 'Filling', status: 'scheduled' }]);
    expect(rowsOf(first, 'Calls')).toMatchObject([
      { conversation: [expect.stringMatching(/^caller: /), expect.stringMatching(/^agent: /)] },
    ]);
    // Reading it for them leaves an entry, which the next archive has.
    bench.clock.advance(1000);
    const second = await collect();
    expect(rowsOf(second, 'Who has read or changed it')).toContainEqual(
      expect.objectContaining({ who: 'staff desk', action: 'patient.exported' }),
    );
  });

  it('is a ZIP file with a page for people and JSON for programs', async () => {
    const record = await collect();
    const files = unzipSync(archiveOf(record));
    expect(Object.keys(files).sort()).toEqual(['record.html', 'record.json']);
    const [page, json] = [files['record.html'], files['record.json']].map((file) =>
      strFromU8(file ?? new Uint8Array()),
    );
    expect(JSON.parse(json ?? '')).toEqual(JSON.parse(JSON.stringify(record)));
    for (const { title } of record.sections) expect(page).toContain(`<h2>${title}</h2>`);
    for (const mark of MARKS) expect(page).toContain(mark);
  });

  it('has nothing of anybody else, and is not to be had for a patient of another clinic', async () => {
    const { sections } = await collect();
    expect(JSON.stringify(sections)).not.toContain('Marsh');
    const elsewhere = await bench.prisma.patient.findFirstOrThrow({
      where: { clinicId: { not: bench.clinic.clinicId } },
    });
    await expect(collect(elsewhere.id as PatientId)).rejects.toMatchObject({ code: 'compliance/unknown_patient' });
  });

  it('leaves no trace of its words in the database', async () => {
    await collect();
    expect(placesOf(MARKS, await logicalDump(bench.line.databaseUrl))).toEqual([]);
  });
});
