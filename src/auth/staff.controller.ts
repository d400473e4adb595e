import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { CurrentClinic, Public, Requires, type Principal } from '../common/http/access.decorators.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { IdParam } from './api-keys.types.js';
import { Invitations } from './invitations.service.js';
import { Joining } from './joining.service.js';
import { Staff } from './staff.service.js';
import { AcceptBody, CreatedInvitation, InviteBody, StaffList } from './staff.types.js';

@ApiTags('staff')
@Controller('api/v1/staff')
export class StaffController {
  constructor(
    private readonly staff: Staff,
    private readonly invitations: Invitations,
    private readonly joining: Joining,
  ) {}

  @Get()
  @Requires('staff:read')
  @ApiOperation({ summary: 'Who works for the clinic, and who is invited.' })
  @ApiOkResponse({ standardSchema: StaffList })
  list(@CurrentClinic() { clinicId }: Principal): Promise<StaffList> {
    return this.staff.list(clinicId);
  }

  @Post()
  @Requires('staff:write')
  @ApiOperation({ summary: 'Invite somebody. The answer holds a link that works once, within three days.' })
  @ApiCreatedResponse({ standardSchema: CreatedInvitation })
  @ApiProblems(400, 409)
  invite(
    @Body({ schema: InviteBody }) body: InviteBody,
    @CurrentClinic() principal: Principal,
  ): Promise<CreatedInvitation> {
    return this.staff.invite(principal, body);
  }

  @Post('acceptance')
  @HttpCode(204)
  @Public()
  @ApiOperation({ summary: 'Accept an invitation. Then sign in.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 404)
  accept(@Body({ schema: AcceptBody }) body: AcceptBody, @Req() request: Request): Promise<void> {
    return this.joining.accept(body, request.ip ?? '');
  }

  @Delete('invitations/:id')
  @HttpCode(204)
  @Requires('staff:write')
  @ApiOperation({ summary: 'Withdraw an invitation.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  withdraw(@Param('id', { schema: IdParam }) id: string, @CurrentClinic() principal: Principal): Promise<void> {
    return this.invitations.withdraw(principal, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('staff:write')
  @ApiOperation({ summary: 'Take somebody out of the clinic. Their sessions there end at once.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  remove(@Param('id', { schema: IdParam }) id: string, @CurrentClinic() principal: Principal): Promise<void> {
    return this.staff.remove(principal, id);
  }
}
