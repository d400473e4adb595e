import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { SigningKeys } from './audit-anchors/audit-anchor.types.js';
import { AuditEntries } from './audit-entries.service.js';
import {
  AuditEntryItem,
  AuditEntryPage,
  AuditEntryParam,
  AuditEntryQuery,
  AuditExportLine,
  AuditExportQuery,
  Verification,
  VerificationBody,
} from './audit-entries.types.js';
import { AuditExport } from './audit-export.service.js';

const NDJSON = 'application/x-ndjson';

@ApiTags('audit')
@Controller('api/v1/audit-entries')
export class AuditEntriesController {
  constructor(
    private readonly entries: AuditEntries,
    private readonly exports: AuditExport,
  ) {}

  @Get()
  @Requires('audit:read')
  @ApiOperation({ summary: 'Who read or did what to which record, the newest first. Reading it leaves an entry, too.' })
  @ApiOkResponse({ standardSchema: AuditEntryPage })
  @ApiProblems(400)
  search(
    @Query({ schema: AuditEntryQuery }) query: AuditEntryQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<AuditEntryItem>> {
    return this.entries.search(principal, query);
  }

  @Get('export')
  @Requires('audit:read')
  @ApiOperation({
    summary: 'All entries of a time as lines of JSON, with the hashes that chain them and where the chain ends.',
    description:
      'An unbroken part of the chain, which may hold some entries of shortly before or after. The hash of an entry is SHA-256, in hex, ' +
      'over the hash of the one before, a newline, and the JSON list of clinicId, seq, id, at, actorKind, actorId, action, subjectKind, ' +
      'subjectId, patientIds in order, callId, reason, and the pairs of detail by name; then address and requestId, unless both are null. A file without its `head` line is not whole.',
  })
  @ApiProduces(NDJSON)
  @ApiOkResponse({ standardSchema: AuditExportLine, description: 'Lines, each of this shape.' })
  @ApiProblems(400)
  async export(
    @Query({ schema: AuditExportQuery }) query: AuditExportQuery,
    @CurrentClinic() principal: Principal,
    @Res() response: Response,
  ): Promise<void> {
    const lines = await this.exports.export(principal, query);
    response.attachment('audit-entries.ndjson').type(NDJSON);
    try {
      await pipeline(Readable.from(lines), response);
    } catch (error) {
      // Somebody who has hung up is no failure of ours.
      if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    }
  }

  @Get('signing-keys')
  @Requires('audit:read')
  @ApiOperation({
    summary:
      'The public keys by which anybody can check, without us, where a chain ended, as exports and `AUDIT_ANCHORS` say it.',
  })
  @ApiOkResponse({ standardSchema: SigningKeys })
  signingKeys(): SigningKeys {
    return this.exports.signingKeys();
  }

  @Get(':id')
  @Requires('audit:read')
  @ApiOperation({ summary: "One entry, by its id or by its number in the clinic's chain." })
  @ApiOkResponse({ standardSchema: AuditEntryItem })
  @ApiProblems(400, 404)
  show(
    @Param('id', { schema: AuditEntryParam }) id: AuditEntryParam,
    @CurrentClinic() principal: Principal,
  ): Promise<AuditEntryItem> {
    return this.entries.get(principal, id);
  }

  @Post('verification')
  @HttpCode(200)
  @Requires('audit:read')
  @ApiOperation({
    summary:
      "Whether the clinic's entries are as they were written; up to 50 000 for one answer, then on from its end.",
  })
  @ApiOkResponse({ standardSchema: Verification })
  @ApiProblems(400)
  verify(
    @Body({ schema: VerificationBody }) body: VerificationBody,
    @CurrentClinic() principal: Principal,
  ): Promise<Verification> {
    return this.entries.verify(principal, body);
  }
}
