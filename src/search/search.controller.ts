import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, RequiresOneOf, type Principal } from '../common/http/access.decorators.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { SearchService } from './search.service.js';
import { SearchBody, SearchPage } from './search.types.js';

@ApiTags('search')
@Controller('api/v1/search')
export class SearchController {
  constructor(private readonly finding: SearchService) {}

  @Post()
  @HttpCode(200)
  @RequiresOneOf('calls:read', 'messages:read')
  @ApiOperation({
    summary: 'Find what was said in calls and what was texted, by its words.',
    description:
      '`calls:read` finds turns of calls, `messages:read` texts. A credential with one of them finds only those.',
  })
  @ApiOkResponse({ standardSchema: SearchPage })
  @ApiProblems(400)
  search(@Body({ schema: SearchBody }) body: SearchBody, @CurrentClinic() principal: Principal): Promise<SearchPage> {
    return this.finding.search(principal, body);
  }
}
