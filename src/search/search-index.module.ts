import { Module } from '@nestjs/common';
import { SearchIndexRepository } from './search-index.repository.js';
import { SearchIndex } from './search-index.service.js';

/** For those who write what can be found. */
@Module({ providers: [SearchIndex, SearchIndexRepository], exports: [SearchIndex] })
export class SearchIndexModule {}
