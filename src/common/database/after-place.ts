type Bounds<Value> = { gt?: Value; gte?: Value; lt?: Value; lte?: Value };

/** By the names of two columns: what a `where` of Prisma takes. */
interface AfterPlace<At extends string, Id extends string> {
  AND?: (
    Record<At, Bounds<Date>> | { OR: (Record<At, Bounds<Date>> | (Record<At, Date> & Record<Id, Bounds<string>>))[] }
  )[];
}

/**
 * The condition for rows after a place in a list by an instant and, of the same instant, by an id; none for its first page. The
 * bound beside the OR is where an index can begin to read: without it Postgres begins at the list's first row, on every page.
 *
 * @param columns the list's two columns, `createdAt` and `id` where it has no others
 */
export function afterPlace<At extends string = 'createdAt', Id extends string = 'id'>(
  place: { atMs: number; id: string } | null | undefined,
  order: 'asc' | 'desc',
  columns?: { at: At; id: Id },
): AfterPlace<At, Id> {
  if (!place) return {};
  const { at, id } = columns ?? { at: 'createdAt', id: 'id' };
  const moment = new Date(place.atMs);
  const [from, beyond] = order === 'asc' ? ['gte', 'gt'] : ['lte', 'lt'];
  const conditions = [
    { [at]: { [from]: moment } },
    { OR: [{ [at]: { [beyond]: moment } }, { [at]: moment, [id]: { [beyond]: place.id } }] },
  ];
  return { AND: conditions } as AfterPlace<At, Id>;
}
