import type { INestApplicationContext, Type } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { CommonModule } from '../common/common.module.js';
import { PrismaService } from '../common/database/prisma.service.js';
import type { ClinicId, PatientId } from '../common/ids/ids.js';
import { NestLogger } from '../common/logging/nest-logger.js';
import { archiveOf } from '../compliance/export/archive.js';
import { PatientExport } from '../compliance/export/patient-export.service.js';
import { Retention } from '../compliance/retention/retention.service.js';
import { RETENTION_KINDS } from '../compliance/retention/retention-rules.policy.js';
import type { RetentionForecast, RetentionRun } from '../compliance/retention/retention.types.js';
import type { AppConfig } from '../config/app-config.js';
import { ConfigurationModule } from '../config/configuration.module.js';
import type { CommandContext } from './command.runner.js';
import { buildAppConfig, deepgramAt, twilioAt } from './composition.builder.js';
import { onReadyDatabase } from './database.command.js';
import { OPERATOR_OPTION, OPERATOR_USAGE, operatorOf } from './operator.js';
import { OperatorError } from './runtime.errors.js';
import { encryptionKeysOf } from './surroundings.js';

const RETENTION_USAGE = `npm run retention -- [--dry-run] [--clinic ID] [--json] [--as NAME]

  --dry-run    counts what would be deleted, and deletes nothing
  --clinic ID  in this clinic only
  --json       prints one line of JSON for each clinic
${OPERATOR_USAGE}`;

const EXPORT_USAGE = `npm run export:patient -- --clinic ID --patient ID --out FILE [--as NAME]

  --out FILE   a ZIP file with all that is held on the patient; only its owner may read it
${OPERATOR_USAGE}`;

/**
 * The simulated carrier lives in the server's own process, and what lies there is deleted by the server's daily job. At this
 * address nobody answers.
 */
const NO_CARRIER = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'none', apiUrl: 'http://127.0.0.1:9' };

/** `npm run retention`: what the daily job does, now. @param records has `RecordKeepers` with everybody who keeps something. */
export const retentionWith = (records: Type) => async (context: CommandContext) => {
  const {
    'dry-run': dryRun,
    clinic,
    json,
    as,
  } = read(RETENTION_USAGE, RetentionArguments, {
    'dry-run': { type: 'boolean' },
    clinic: { type: 'string' },
    json: { type: 'boolean' },
    ...OPERATOR_OPTION,
  });
  // To count changes nothing and names nobody.
  const operator = dryRun ? undefined : await operatorOf(context, as);
  await onRecords(context, records, async (app) => {
    const retention = app.get(Retention, { strict: false });
    for (const clinicId of clinic === undefined ? await clinicsOf(app) : [clinic as ClinicId]) {
      if (context.stopping.aborted) return;
      const results = dryRun
        ? await retention.forecast(clinicId)
        : await retention.run(clinicId, RETENTION_KINDS, operator);
      if (json) context.print(JSON.stringify({ clinicId, dryRun, results }));
      else for (const result of results) context.print(`${clinicId}  ${lineOf(result)}`);
      if (results.some((result) => 'failed' in result && result.failed > 0)) process.exitCode = 1;
    }
  });
};

/** `npm run export:patient`: all that is held on a person, as a ZIP file. */
export const exportPatientWith = (records: Type) => async (context: CommandContext) => {
  const { clinic, patient, out, as } = read(EXPORT_USAGE, ExportArguments, {
    clinic: { type: 'string' },
    patient: { type: 'string' },
    out: { type: 'string' },
    ...OPERATOR_OPTION,
  });
  const actor = await operatorOf(context, as);
  await onRecords(context, records, async (app) => {
    const order = { clinicId: clinic as ClinicId, patientId: patient as PatientId, actor };
    const record = await app.get(PatientExport, { strict: false }).collect(order);
    await writeFile(out, archiveOf(record), { mode: 0o600, flag: 'wx' });
    context.print(`${out} has ${record.sections.length} sections`);
  });
};

const named = { as: z.string().optional() };
const RetentionArguments = z.object({
  'dry-run': z.boolean().default(false),
  clinic: z.uuid().optional(),
  json: z.boolean().default(false),
  ...named,
});
const ExportArguments = z.object({ clinic: z.uuid(), patient: z.uuid(), out: z.string().min(1), ...named });

type Options = NonNullable<Parameters<typeof parseArgs>[0]>['options'];

function read<Arguments>(usage: string, schema: z.ZodType<Arguments>, options: Options): Arguments {
  try {
    return schema.parse(parseArgs({ options }).values);
  } catch {
    throw new OperatorError(usage);
  }
}

function lineOf(result: RetentionForecast | RetentionRun): string {
  if ('due' in result) {
    const { kind, due, held, days } = result;
    const left = kind === 'audit' ? 'left to an operator' : 'would be deleted';
    return `${kind}: ${due} older than ${days} days ${left}, ${held} under legal hold`;
  }
  const { kind, removed, held, failed } = result;
  return `${kind}: ${removed} deleted, ${held} under legal hold, ${failed} could not be deleted`;
}

const clinicsOf = (app: INestApplicationContext): Promise<ClinicId[]> => {
  const database = app.get(PrismaService, { strict: false });
  return database.acrossClinics((tx) => app.get(Retention, { strict: false }).clinics(tx));
};

/** The records alone: no calls are taken, and no jobs are done. */
async function onRecords(
  context: CommandContext,
  records: Type,
  work: (app: INestApplicationContext) => Promise<void>,
): Promise<void> {
  const { clock, logger } = context;
  await onReadyDatabase(context, async (databaseUrl) => {
    @Module({
      imports: [
        ConfigurationModule.register(await configFor(context, databaseUrl)),
        CommonModule.register({ clock, logger }),
        records,
      ],
    })
    class RecordsCommandModule {}

    const app = await NestFactory.createApplicationContext(RecordsCommandModule, {
      logger: new NestLogger(logger),
      abortOnError: false,
    });
    try {
      await work(app);
    } finally {
      await app.close();
    }
  });
}

async function configFor({ settings }: CommandContext, databaseUrl: string): Promise<AppConfig> {
  const { twilio, twilioApiUrl, deepgram } = settings;
  return buildAppConfig(settings, {
    databaseUrl,
    encryptionKeys: await encryptionKeysOf(settings),
    twilio: twilio ? twilioAt(settings, twilio) : { ...NO_CARRIER, apiUrl: twilioApiUrl ?? NO_CARRIER.apiUrl },
    deepgram: deepgramAt(settings, deepgram.apiKey ?? ''),
    model: null,
  });
}
