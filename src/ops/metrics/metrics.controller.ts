import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../../common/http/access.decorators.js';
import { MetricsReader } from '../../common/metrics/metrics.js';
import { formatFor, presentScrape } from './scrape.presenter.js';

/** For the scraper. Public like the probes: it holds counts and durations, nothing of any patient or clinic. */
@ApiExcludeController()
@Public()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly reader: MetricsReader) {}

  @Get()
  async scrape(
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const { contentType, text } = await presentScrape(await this.reader.read(), formatFor(accept));
    response.setHeader('Content-Type', contentType);
    return text;
  }
}
