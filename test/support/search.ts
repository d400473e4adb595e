import { SearchIndexRepository } from '../../src/search/search-index.repository.js';
import { SearchIndex } from '../../src/search/search-index.service.js';

/** The index of services that a test puts together by hand. */
export const searchIndex = (): SearchIndex => new SearchIndex(new SearchIndexRepository());
