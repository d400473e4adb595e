import { Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { InputValidationPipe } from './input-validation.pipe.js';
import { ProblemFilter } from './problem.filter.js';

/** How every route reads its input and answers its errors. */
@Module({
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useClass: InputValidationPipe },
  ],
})
export class HttpModule {}
