import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PrismaService } from '../common/database/prisma.service.js';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { VersionParam } from '../profiles/profile-versions.types.js';
import { idempotencyKeyOf } from './idempotency-key.js';
import { OutboundCalls } from './outbound-calls.service.js';
import { OutboundCallItem, TestCallBody, toItem } from './outbound.types.js';

/** Here and not with the profiles, because it is a call that is placed. */
@ApiTags('agent profiles')
@Controller('api/v1/agent-profiles')
export class TestCallsController {
  constructor(
    private readonly outbound: OutboundCalls,
    private readonly database: PrismaService,
  ) {}

  @Post(':version/test-calls')
  @HttpCode(202)
  @Requires('profiles:write', 'calls:write')
  @ApiOperation({
    summary: 'Be called by a version, on a phone of your own, while callers still get the published one.',
  })
  @ApiAcceptedResponse({ standardSchema: OutboundCallItem })
  @ApiProblems(400, 404, 409)
  async order(
    @Param('version', { schema: VersionParam }) agentProfileVersion: number,
    @Body({ schema: TestCallBody }) { to }: TestCallBody,
    @Headers('idempotency-key') header: string | undefined,
    @CurrentClinic() { clinicId, actor }: Principal,
  ): Promise<OutboundCallItem> {
    const idempotencyKey = idempotencyKeyOf(header);
    const order = await this.database.inClinic(clinicId, (tx) =>
      this.outbound.orderTest(tx, { clinicId, to, agentProfileVersion, idempotencyKey, actor }),
    );
    const { callSid } = await this.outbound.find(order);
    return toItem(order, callSid);
  }
}
