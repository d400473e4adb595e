import type { Prisma } from '../../generated/prisma/client.js';

/** A piece of SQL with its parameters, to be put into a larger statement. */
export type Sql = Prisma.Sql;
