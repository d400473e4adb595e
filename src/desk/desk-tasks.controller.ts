import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { DeskTaskPage, DeskTaskQuery, type DeskTaskItem } from './desk-task-list.types.js';
import { DeskTasks } from './desk-tasks.service.js';

@ApiTags('tasks')
@Controller('api/v1/tasks')
export class DeskTasksController {
  constructor(private readonly tasks: DeskTasks) {}

  @Get()
  @Requires('tasks:read')
  @ApiOperation({ summary: 'What waits for the front desk, the newest first.' })
  @ApiOkResponse({ standardSchema: DeskTaskPage })
  @ApiProblems(400)
  list(
    @Query({ schema: DeskTaskQuery }) query: DeskTaskQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<DeskTaskItem>> {
    return this.tasks.list(principal, query);
  }
}
