import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { CurrentClinic, Public, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, Precondition, TakesIfMatch } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { IdParam } from './api-keys.types.js';
import { Invitations } from './invitations.service.js';
import { Joining } from './joining.service.js';
import { SecondFactorCare } from './second-factor-care.service.js';
import { Staff } from './staff.service.js';
import {
  AcceptBody,
  CreatedInvitation,
  InvitationItem,
  InvitationPage,
  InviteBody,
  MemberItem,
  MemberPage,
  RoleBody,
  SecondFactorPolicy,
  StaffListQuery,
} from './staff.types.js';

@ApiTags('staff')
@Controller('api/v1/staff')
export class StaffController {
  constructor(
    private readonly staff: Staff,
    private readonly invitations: Invitations,
    private readonly joining: Joining,
    private readonly factors: SecondFactorCare,
  ) {}

  @Get()
  @Requires('staff:read')
  @ApiOperation({ summary: 'Who works for the clinic, in the order in which they joined.' })
  @ApiOkResponse({ standardSchema: MemberPage })
  @ApiProblems(400)
  list(
    @Query({ schema: StaffListQuery }) query: StaffListQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<Page<MemberItem>> {
    return this.staff.list(clinicId, query);
  }

  @Get('invitations')
  @Requires('staff:read')
  @ApiOperation({ summary: 'Invitations that can still be accepted, the newest first.' })
  @ApiOkResponse({ standardSchema: InvitationPage })
  @ApiProblems(400)
  listInvitations(
    @Query({ schema: StaffListQuery }) query: StaffListQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<Page<InvitationItem>> {
    return this.invitations.list(clinicId, query);
  }

  @Get('invitations/:id')
  @Requires('staff:read')
  @ApiOperation({ summary: 'One invitation that can still be accepted.' })
  @ApiOkResponse({ standardSchema: InvitationItem })
  @ApiProblems(400, 404)
  showInvitation(
    @Param('id', { schema: IdParam }) id: string,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<InvitationItem> {
    return this.invitations.get(clinicId, id);
  }

  @Get('second-factor-policy')
  @Requires('staff:read')
  @ApiOperation({ summary: 'Whom the clinic asks for a second factor.' })
  @ApiOkResponse({ standardSchema: SecondFactorPolicy })
  showPolicy(@CurrentClinic() { clinicId }: Principal): Promise<SecondFactorPolicy> {
    return this.factors.policy(clinicId);
  }

  @Put('second-factor-policy')
  @Requires('staff:write')
  @TakesIfMatch()
  @ApiOperation({
    summary: "Settle whom the clinic asks for a second factor, from everybody's next request on. For owners.",
  })
  @ApiOkResponse({ standardSchema: SecondFactorPolicy })
  @ApiProblems(400)
  setPolicy(
    @Body({ schema: SecondFactorPolicy }) body: SecondFactorPolicy,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<SecondFactorPolicy> {
    return this.factors.setPolicy(principal, body, precondition);
  }

  @Get(':id')
  @Requires('staff:read')
  @ApiOperation({ summary: 'Somebody who works for the clinic.' })
  @ApiOkResponse({ standardSchema: MemberItem })
  @ApiProblems(400, 404)
  show(@Param('id', { schema: IdParam }) id: string, @CurrentClinic() { clinicId }: Principal): Promise<MemberItem> {
    return this.staff.get(clinicId, id);
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
  @ApiProblems(400, 401, 404, 429)
  accept(@Body({ schema: AcceptBody }) body: AcceptBody, @Req() request: Request): Promise<void> {
    return this.joining.accept(body, request.ip ?? '');
  }

  @Delete('invitations/:id')
  @HttpCode(204)
  @Requires('staff:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Withdraw an invitation.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  withdraw(
    @Param('id', { schema: IdParam }) id: string,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.invitations.withdraw(principal, id, precondition);
  }

  @Patch(':id')
  @Requires('staff:write')
  @TakesIfMatch()
  @ApiOperation({ summary: "Change somebody's role, from their next request on. A clinic keeps its last owner." })
  @ApiOkResponse({ standardSchema: MemberItem })
  @ApiProblems(400, 404, 409)
  changeRole(
    @Param('id', { schema: IdParam }) id: string,
    @Body({ schema: RoleBody }) body: RoleBody,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<MemberItem> {
    return this.staff.changeRole(principal, id, body, precondition);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('staff:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Take somebody out of the clinic. Their sessions there end at once.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  remove(
    @Param('id', { schema: IdParam }) id: string,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.staff.remove(principal, id, precondition);
  }

  @Delete('second-factors/:id')
  @HttpCode(204)
  @Requires('staff:write')
  @TakesIfMatch()
  @ApiOperation({
    summary:
      'Somebody has lost their phone and all recovery codes: they enrol again at the next sign-in. For other owners.',
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  resetSecondFactor(
    @Param('id', { schema: IdParam }) id: string,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.factors.reset(principal, id, precondition);
  }
}
