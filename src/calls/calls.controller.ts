import { Controller, Get, Param } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags, ApiUnauthorizedResponse } from '@nestjs/swagger';
import { CurrentClinic, RequiresApiKey, type Principal } from '../common/http/access.decorators.js';
import { Problem } from '../common/http/problem.types.js';
import { CallReviewService } from './call-review.service.js';
import { CallDetail, CallSidParam } from './call-detail.types.js';

@ApiTags('calls')
@Controller('api/v1/calls')
export class CallsController {
  constructor(private readonly review: CallReviewService) {}

  @Get(':callSid')
  @RequiresApiKey()
  @ApiOperation({ summary: 'One call: what was said and heard, and which tools ran.' })
  @ApiOkResponse({ standardSchema: CallDetail })
  @ApiNotFoundResponse({ standardSchema: Problem })
  @ApiUnauthorizedResponse({ standardSchema: Problem })
  detail(
    @Param('callSid', { schema: CallSidParam }) callSid: string,
    @CurrentClinic() principal: Principal,
  ): Promise<CallDetail> {
    return this.review.detail(principal, callSid);
  }
}
