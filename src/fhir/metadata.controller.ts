import { Controller, Get } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { Public } from '../common/http/access.decorators.js';
import { AppConfig } from '../config/app-config.js';
import { capabilityStatement } from './capability-statement.builder.js';
import { Answers, FhirController } from './fhir.decorators.js';
import { FHIR_BASE } from './fhir.types.js';

const CapabilityStatement = z.looseObject({
  resourceType: z.literal('CapabilityStatement'),
  status: z.literal('active'),
  kind: z.literal('instance'),
  fhirVersion: z.literal('4.0.1'),
});

@FhirController()
@Controller(FHIR_BASE)
export class MetadataController {
  constructor(private readonly config: AppConfig) {}

  @Get('metadata')
  @Answers(CapabilityStatement, 429)
  @Public()
  @ApiOperation({ summary: 'What of FHIR R4 there is.' })
  capabilities() {
    return capabilityStatement(this.config.publicUrl);
  }
}
