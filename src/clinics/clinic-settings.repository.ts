import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { SETTING_NAMES, type NewClinic, type Settings } from './clinic-settings.types.js';

const told = Object.fromEntries(SETTING_NAMES.map((name) => [name, true])) as Record<keyof Settings, true>;

@Injectable()
export class ClinicSettingsRepository {
  async find(tx: Tx, id: ClinicId): Promise<Settings | null> {
    const row = await tx.clinic.findUnique({ where: { id }, select: told });
    return row as Settings | null;
  }

  /** It takes calls, and has words only for whom the receptionist can't take: it has no desk yet. */
  async add(tx: Tx, id: ClinicId, clinic: NewClinic): Promise<void> {
    await tx.clinic.createMany({ data: { id, ...clinic, acceptsCalls: true, overflow: 'message' } });
  }

  async update(tx: Tx, id: ClinicId, change: Partial<Settings>): Promise<void> {
    await tx.clinic.update({ where: { id }, data: change, select: { id: true } });
  }

  /** Whether the database, which does arithmetic with local days, knows the zone as well. */
  async knowsTimeZone(tx: Tx, name: string): Promise<boolean> {
    const [row] = await tx.$queryRaw<{ known: boolean }[]>`
      SELECT EXISTS (SELECT FROM pg_timezone_names WHERE name = ${name}) AS known`;
    return row?.known === true;
  }
}
