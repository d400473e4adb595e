import { z } from 'zod';

/** The `sort` parameter of a list: names of fields, descending with a minus before them. The first is the default. */
export const sortBy = <const Orders extends readonly [string, ...string[]]>(...orders: Orders) =>
  z
    .enum(orders)
    .default(orders[0] as Orders[number])
    .describe('The order of the list. A minus before the name: descending.');
