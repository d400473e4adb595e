import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
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
  toProfileItem,
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
  async show(
    @Param('version', { schema: VersionParam }) version: number,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<ProfileItem> {
    return toProfileItem(await this.profiles.get(clinicId, version));
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
  async draft(
    @Body({ schema: NewDraftBody }) body: NewDraftBody,
    @CurrentClinic() principal: Principal,
  ): Promise<ProfileItem> {
    return toProfileItem(await this.profiles.createDraft(principal, body));
  }

  @Patch(':version')
  @Requires('profiles:write')
  @ApiOperation({ summary: 'Changes a draft.' })
  @ApiOkResponse({ standardSchema: ProfileItem })
  @ApiProblems(400, 404, 409)
  async change(
    @Param('version', { schema: VersionParam }) version: number,
    @Body({ schema: DraftChangeBody }) body: DraftChangeBody,
    @CurrentClinic() principal: Principal,
  ): Promise<ProfileItem> {
    return toProfileItem(await this.profiles.changeDraft(principal, version, body));
  }

  @Delete(':version')
  @HttpCode(204)
  @Requires('profiles:write')
  @ApiOperation({ summary: 'Gives up a draft. It leaves the list, and can still be read by its number.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  discard(
    @Param('version', { schema: VersionParam }) version: number,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.profiles.discardDraft(principal, version);
  }

  @Post(':version/publish')
  @HttpCode(200)
  @Requires('profiles:write')
  @ApiOperation({ summary: 'Makes a draft what the next calls get.' })
  @ApiOkResponse({ standardSchema: ProfileItem })
  @ApiProblems(400, 404, 409)
  async publish(
    @Param('version', { schema: VersionParam }) version: number,
    @CurrentClinic() principal: Principal,
  ): Promise<ProfileItem> {
    return toProfileItem(await this.profiles.publish(principal, version));
  }
}
