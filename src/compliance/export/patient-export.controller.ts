import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../../common/http/access.decorators.js';
import { ApiProblems } from '../../common/http/problem.decorators.js';
import type { PatientId } from '../../common/ids/ids.js';
import { rowId } from '../../common/validation/row-id.types.js';
import { archiveOf } from './archive.js';
import { PatientExport } from './patient-export.service.js';

const ZIP = 'application/zip';

@ApiTags('patients')
@Controller('api/v1/patients/:id/export')
export class PatientExportController {
  constructor(private readonly exports: PatientExport) {}

  @Get()
  @Requires('exports:read')
  @ApiOperation({
    summary: 'All that is held on a patient, as a ZIP file with a page for people and JSON for programs.',
  })
  @ApiProduces(ZIP)
  @ApiOkResponse({ content: { [ZIP]: { schema: { type: 'string', format: 'binary' } } } })
  @ApiProblems(400, 404)
  async archive(
    @Param('id', { schema: rowId }) id: string,
    @CurrentClinic() { clinicId, actor }: Principal,
  ): Promise<StreamableFile> {
    const archive = archiveOf(await this.exports.collect({ clinicId, patientId: id as PatientId, actor }));
    return new StreamableFile(archive, {
      type: ZIP,
      disposition: `attachment; filename="patient-${id}.zip"`,
      length: archive.byteLength,
    });
  }
}
