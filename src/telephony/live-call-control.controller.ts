import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CallItem } from '../calls/call-list.types.js';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { callSid } from '../common/validation/carrier-sid.types.js';
import { LiveCallControl } from './live-call-control.service.js';
import { TakeOverBody } from './live-call-control.types.js';

@ApiTags('live calls')
@Controller('api/v1/live-calls')
export class LiveCallControlController {
  constructor(private readonly live: LiveCallControl) {}

  @Post(':callSid/take-over')
  @HttpCode(202)
  @Requires('calls:write')
  @ApiOperation({ summary: "Takes the caller from the receptionist: the desk's phone rings." })
  @ApiAcceptedResponse({ standardSchema: CallItem })
  @ApiProblems(400, 404, 409, 503)
  takeOver(
    @Param('callSid', { schema: callSid }) callSid: string,
    @Body({ schema: TakeOverBody }) { summary }: TakeOverBody,
    @CurrentClinic() principal: Principal,
  ): Promise<CallItem> {
    return this.live.takeOver(principal, callSid, summary ?? null);
  }

  @Post(':callSid/hang-up')
  @HttpCode(202)
  @Requires('calls:write')
  @ApiOperation({ summary: 'Ends a call, whoever is on the line.' })
  @ApiAcceptedResponse({ standardSchema: CallItem })
  @ApiProblems(400, 404, 409, 503)
  hangUp(
    @Param('callSid', { schema: callSid }) callSid: string,
    @CurrentClinic() principal: Principal,
  ): Promise<CallItem> {
    return this.live.hangUp(principal, callSid);
  }
}
