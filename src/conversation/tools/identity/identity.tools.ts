import { Injectable } from '@nestjs/common';
import { Registration } from '../../../identity/registration.service.js';
import { TextedCodes } from '../../../identity/texted-codes.service.js';
import { Verification } from '../../../identity/verification.service.js';
import type { Tool, ToolGroup, ToolSession } from '../tool.types.js';
import { registerPatientTool } from './register-patient.tool.js';
import { textCodeTool } from './text-code.tool.js';
import { verifyIdentityTool } from './verify-identity.tool.js';

/** Who the caller is, as far as that has to be known. */
@Injectable()
export class IdentityTools implements ToolGroup {
  constructor(
    private readonly verification: Verification,
    private readonly codes: TextedCodes,
    private readonly registration: Registration,
  ) {}

  forCall({ scope }: ToolSession): Tool[] {
    return [
      verifyIdentityTool(this.verification),
      textCodeTool(this.codes),
      ...(scope.books ? [registerPatientTool(this.registration)] : []),
    ];
  }
}
