import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, Precondition, TakesIfMatch } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { AgentProfiles } from './agent-profiles.service.js';
import {
  CompareQuery,
  DraftChangeBody,
  NewDraftBody,
  ProfileComparison,
  ProfileItem,
  ProfileListQuery,
  ProfilePage,
  RollBackBody,
  VersionParam,
  type ListedProfileItem,
} from './profile-versions.types.js';

@ApiTags('agent profiles')
@Controller('api/v1/agent-profiles')
export class AgentProfilesController {
  constructor(private readonly profiles: AgentProfiles) {}

  @Get()
  @Requires('profiles:read')
  @ApiOperation({ summary: 'The versions of how the receptionist speaks, thinks and takes turns, the newest first.' })
  @ApiOkResponse({ standardSchema: ProfilePage })
  @ApiProblems(400)
  list(
    @Query({ schema: ProfileListQuery }) query: ProfileListQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<Page<ListedProfileItem>> {
    return this.profiles.list(clinicId, query);
  }

  @Get(':version')
  @Requires('profiles:read')
  @ApiOperation({ summary: 'One version with all of its settings.' })
  @ApiOkResponse({ standardSchema: ProfileItem })
  @ApiProblems(400, 404)
  show(
    @Param('version', { schema: VersionParam }) version: number,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<ProfileItem> {
    return this.profiles.get(clinicId, version);
  }

  @Get(':version/compare')
  @Requires('profiles:read')
  @ApiOperation({ summary: 'The settings in which two versions differ.' })
  @ApiOkResponse({ standardSchema: ProfileComparison })
  @ApiProblems(400, 404)
  async compare(
    @Param('version', { schema: VersionParam }) version: number,
    @Query({ schema: CompareQuery }) { with: other }: CompareQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<ProfileComparison> {
    return { version, with: other, differences: await this.profiles.compare(clinicId, version, other) };
  }

  @Post()
  @Requires('profiles:write')
  @ApiOperation({ summary: 'A new draft, from the published version or from another one.' })
  @ApiCreatedResponse({ standardSchema: ProfileItem })
  @ApiProblems(400)
  draft(
    @Body({ schema: NewDraftBody }) body: NewDraftBody,
    @CurrentClinic() principal: Principal,
  ): Promise<ProfileItem> {
    return this.profiles.createDraft(principal, body);
  }

  @Patch(':version')
  @Requires('profiles:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Changes a draft.' })
  @ApiOkResponse({ standardSchema: ProfileItem })
  @ApiProblems(400, 404, 409)
  change(
    @Param('version', { schema: VersionParam }) version: number,
    @Body({ schema: DraftChangeBody }) body: DraftChangeBody,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<ProfileItem> {
    return this.profiles.changeDraft(principal, version, body, precondition);
  }

  @Delete(':version')
  @HttpCode(204)
  @Requires('profiles:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Gives up a draft. It leaves the list, and can still be read by its number.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  discard(
    @Param('version', { schema: VersionParam }) version: number,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.profiles.discardDraft(principal, version, precondition);
  }

  @Post(':version/publish')
  @HttpCode(200)
  @Requires('profiles:write')
  @ApiOperation({ summary: 'Makes a draft what the next calls get.' })
  @ApiOkResponse({ standardSchema: ProfileItem })
  @ApiProblems(400, 404, 409)
  publish(
    @Param('version', { schema: VersionParam }) version: number,
    @CurrentClinic() principal: Principal,
  ): Promise<ProfileItem> {
    return this.profiles.publish(principal, version);
  }

  @Post(':version/roll-back')
  @Requires('profiles:write')
  @ApiOperation({
    summary: 'Publishes again what an older version said, as a new version: what the next calls get.',
  })
  @ApiCreatedResponse({ standardSchema: ProfileItem })
  @ApiProblems(400, 404, 409)
  rollBack(
    @Param('version', { schema: VersionParam }) version: number,
    @Body({ schema: RollBackBody }) body: RollBackBody,
    @CurrentClinic() principal: Principal,
  ): Promise<ProfileItem> {
    return this.profiles.rollBack(principal, version, body);
  }
}
