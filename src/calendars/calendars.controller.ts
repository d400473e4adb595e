import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../common/http/access.decorators.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { CalendarFeeds } from './feeds.service.js';

@ApiTags('calendars')
@Controller('calendars')
export class CalendarsController {
  constructor(private readonly feeds: CalendarFeeds) {}

  /** Calendar apps send no key: the address is the key. */
  @Get(':secret.ics')
  @Public()
  @ApiOperation({ summary: "A provider's visits and blocked time as iCalendar, 14 days back and 180 ahead." })
  @ApiProduces('text/calendar')
  @ApiResponse({ status: 200, description: 'The calendar.' })
  @ApiResponse({ status: 304, description: 'It is the one that `If-None-Match` names.' })
  @ApiProblems(404, 429)
  async read(
    @Param('secret') secret: string,
    @Headers('if-none-match') known: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const answer = await this.feeds.read(secret, known ?? '');
    // `no-cache`: kept by whoever asked, and never shown without asking whether it still holds.
    response.set({ ETag: answer.etag, 'Cache-Control': 'private, no-cache' });
    if (answer.kind === 'unchanged') response.status(304).end();
    else response.status(200).type('text/calendar; charset=utf-8').send(answer.text);
  }
}
