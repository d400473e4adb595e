import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { CallReviewService } from './call-review.service.js';
import { CallDetail, CallSidParam } from './call-detail.types.js';

@ApiTags('calls')
@Controller('api/v1/calls')
export class CallsController {
  constructor(private readonly review: CallReviewService) {}

  @Get(':callSid')
  @Requires('calls:read')
  @ApiOperation({ summary: 'One call: what was said and heard, and which tools ran.' })
  @ApiOkResponse({ standardSchema: CallDetail })
  @ApiProblems(400, 404)
  detail(
    @Param('callSid', { schema: CallSidParam }) callSid: string,
    @CurrentClinic() principal: Principal,
  ): Promise<CallDetail> {
    return this.review.detail(principal, callSid);
  }
}
