/** What V8 tells of one part of its heap. */
export interface HeapPart {
  space_name: string;
  space_used_size: number;
}

/**
 * What of the heap's limit is for young objects alone: three of V8's semi-spaces, of 16 MiB each on 64 bits. The process dies when the
 * old ones have no room, so in a small heap it would matter.
 */
const YOUNG_BYTES = 48 * 1024 * 1024;

/** Of the room for old objects. A collection that leaves more has found next to nothing, and the next ones will find less. */
const NEARLY_FULL = 0.85;

const isYoung = ({ space_name }: HeapPart): boolean => space_name.startsWith('new_');

/** How much of the room for old objects is taken: of use right after a full collection, when all that is left is still referred to. */
export function takenOf(parts: readonly HeapPart[], heapLimitBytes: number): number {
  const old = parts.filter((part) => !isYoung(part)).reduce((bytes, part) => bytes + part.space_used_size, 0);
  return old / Math.max(1, heapLimitBytes - YOUNG_BYTES);
}

export const isNearlyFull = (taken: number): boolean => taken >= NEARLY_FULL;
