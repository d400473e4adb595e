import type { Principal } from '../common/http/access.decorators.js';

/** For which clinic something is changed, and by whom: as much of a principal as a change is written down with. */
export type Asker = Pick<Principal, 'clinicId' | 'actor'>;
