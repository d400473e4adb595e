import { Injectable } from '@nestjs/common';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import type { Principal } from '../common/http/access.decorators.js';
import type { Scope } from '../common/http/access.policy.js';
import { pageOf } from '../common/http/page.types.js';
import { toWallTimes } from '../common/http/wall-time.types.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { excerptOf } from './excerpt.policy.js';
import type { SearchTerm } from './search-query.policy.js';
import { tsqueryOf } from './search-tokens.builder.js';
import { SearchRepository } from './search.repository.js';
import type { FoundPlace, FoundText, SearchBody, SearchedKind, SearchHit, SearchPage } from './search.types.js';

const SCOPE_OF: Record<SearchedKind, Scope> = { turn: 'calls:read', message: 'messages:read' };

/** Finds what was said and texted by its words. Finding is reading: it is audited in the transaction that reads. */
@Injectable()
export class SearchService {
  constructor(
    private readonly found: SearchRepository,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** Only of the kinds that the principal may read. What it looked for is written down nowhere. */
  search({ clinicId, actor, scopes }: Principal, wanted: SearchBody): Promise<SearchPage> {
    const kinds = wanted.kinds.filter((kind) => scopes.includes(SCOPE_OF[kind]));
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      const query = tsqueryOf(await tx.$sealer(clinicId), wanted.query);
      const [from, to, after] = [wanted.from ?? null, wanted.to ?? null, wanted.cursor ?? null];
      const rows = await this.found.find(tx, { clinicId, kinds, query, from, to, after }, wanted.limit + 1);
      const page = pageOf(rows, wanted.limit, placeOf, (row) => row);
      const texts = await this.found.open(tx, clinicId, page.items);
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'records.searched',
        subject: { kind: 'clinic', id: clinicId },
        patientIds: await this.found.patientsOf(tx, clinicId, page.items),
        detail: { kinds: kinds.join(' '), hits: texts.length },
      });
      const items = texts.map((text) => toHit(text, wanted.query, timeZone));
      return { timeZone, kinds, items, nextCursor: page.nextCursor };
    });
  }
}

const placeOf = ({ at, kind, id, seq }: FoundPlace) => ({ atMs: at.epochMilliseconds, kind, id, seq });

function toHit({ kind, name, seq, at, text }: FoundText, terms: readonly SearchTerm[], timeZone: string): SearchHit {
  const shown = { ...toWallTimes(timeZone, { at }), excerpt: excerptOf(text, terms) };
  return kind === 'turn' ? { kind, callSid: name, seq, ...shown } : { kind, messageId: name, ...shown };
}
