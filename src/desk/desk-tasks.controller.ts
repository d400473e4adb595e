import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, TakesIfMatch, type Precondition } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import {
  DeskTaskChangeBody,
  DeskTaskItem,
  DeskTaskPage,
  DeskTaskParam,
  DeskTaskQuery,
  NewDeskTaskBody,
} from './desk-task-list.types.js';
import { TaskBoard } from './task-board.service.js';

@ApiTags('tasks')
@Controller('api/v1/tasks')
export class DeskTasksController {
  constructor(private readonly tasks: TaskBoard) {}

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

  @Post()
  @Requires('tasks:write')
  @ApiOperation({ summary: 'Leaves something to the front desk.' })
  @ApiCreatedResponse({ standardSchema: DeskTaskItem })
  @ApiProblems(400)
  create(
    @Body({ schema: NewDeskTaskBody }) body: NewDeskTaskBody,
    @CurrentClinic() principal: Principal,
  ): Promise<DeskTaskItem> {
    return this.tasks.create(principal, body);
  }

  @Get(':id')
  @Requires('tasks:read')
  @ApiOperation({ summary: 'One task.' })
  @ApiOkResponse({ standardSchema: DeskTaskItem })
  @ApiProblems(400, 404)
  show(
    @Param('id', { schema: DeskTaskParam }) id: string,
    @CurrentClinic() principal: Principal,
  ): Promise<DeskTaskItem> {
    return this.tasks.get(principal, id);
  }

  @Patch(':id')
  @Requires('tasks:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Says that a task is done, or open again, or changes its note.' })
  @ApiOkResponse({ standardSchema: DeskTaskItem })
  @ApiProblems(400, 404)
  change(
    @Param('id', { schema: DeskTaskParam }) id: string,
    @Body({ schema: DeskTaskChangeBody }) body: DeskTaskChangeBody,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<DeskTaskItem> {
    return this.tasks.change(principal, id, body, precondition);
  }
}
