import { ZONES_BY_PREFIX } from './called-zones.data.js';

const zonesByPrefix = new Map(
  ZONES_BY_PREFIX.trim()
    .split('\n')
    .flatMap((line) => {
      const [zones = '', ...prefixes] = line.split(' ');
      return prefixes.map((prefix) => [prefix, zones.split('+')] as const);
    }),
);

/**
 * The IANA zones in which the phone with this E.164 number may ring; empty when its digits do not tell. Only a guess at
 * where the person is, yet the one that a regulator makes too: mobile numbers travel.
 */
export function zonesOf(number: string): readonly string[] {
  const digits = number.slice(1);
  for (const length of digits.startsWith('1') ? [4] : [3, 2, 1]) {
    const zones = zonesByPrefix.get(digits.slice(0, length));
    if (zones) return zones;
  }
  return [];
}
