// Temporal keeps its values where Jest does not look: without this every two instants are equal to each other.
globalThis.expect.addEqualityTesters([
  function sameTime(a, b) {
    const [one, other] = [a, b].map(nameOf);
    if (one === null || other === null) return undefined;
    return one === other && a.toString() === b.toString();
  },
]);

/** `Temporal.Instant` and the like; null for anything else. */
function nameOf(value) {
  const name = value?.[Symbol.toStringTag];
  return typeof name === 'string' && name.startsWith('Temporal.') ? name : null;
}
