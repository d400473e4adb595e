/**
 * The condition for rows after a place in a list by `createdAt` and, of the same instant, by `id`; none for its first page. The
 * bound beside the OR is where an index can begin to read: without it Postgres begins at the list's first row, on every page.
 */
export function afterPlace(place: { atMs: number; id: string } | null | undefined, order: 'asc' | 'desc') {
  if (!place) return {};
  const createdAt = new Date(place.atMs);
  return order === 'asc'
    ? {
        AND: [
          { createdAt: { gte: createdAt } },
          { OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: place.id } }] },
        ],
      }
    : {
        AND: [
          { createdAt: { lte: createdAt } },
          { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: place.id } }] },
        ],
      };
}
