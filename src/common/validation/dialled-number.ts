import { isSupportedCountry, parsePhoneNumberFromString, type NumberType } from 'libphonenumber-js/max';

/** Where a clinic's calls and texts may go. */
export interface DialRules {
  /** ISO 3166, two capitals. */
  dialCountries: readonly string[];
  /** Beginnings of E.164 numbers elsewhere. */
  dialPrefixes: readonly string[];
}

/** `costly`: of a kind that nobody dials for a clinic, wherever it is; `elsewhere`: where the clinic dials nobody. */
export type DialRefusal = 'costly' | 'elsewhere';

const COSTLY: ReadonlySet<NumberType> = new Set<NumberType>([
  'PREMIUM_RATE',
  'SHARED_COST',
  'UAN',
  'PERSONAL_NUMBER',
  'PAGER',
  'VOICEMAIL',
]);

/**
 * Of the North American plan: personal numbers (5xx), those of no place in Canada, satellites among them (600 and its kin), what
 * carriers and the government keep (700, 710), premium area codes and exchanges (900, 976).
 */
const COSTLY_IN_NORTH_AMERICA =
  /^\+1(?:500|52[1-9]|53[2358]|54[2-7]|549|55[02346]|566|569|57[78]|58[89]|600|622|633|644|655|677|688|700|710|900|\d{3}976)/;

/** They share +1 with the United States and Canada, and most are dear. The library knows only numbers that it takes for assigned. */
const TERRITORIES: ReadonlyMap<string, string> = new Map(
  (
    '242:BS 246:BB 264:AI 268:AG 284:VG 340:VI 345:KY 441:BM 473:GD 649:TC 658:JM 664:MS 670:MP 671:GU 684:AS 721:SX ' +
    '758:LC 767:DM 784:VC 787:PR 809:DO 829:DO 849:DO 868:TT 869:KN 876:JM 939:PR'
  )
    .split(' ')
    .map((pair): [string, string] => pair.split(':') as [string, string]),
);

/** Null for a number that may be dialled or texted. */
export function whyNotDial(number: string, { dialCountries, dialPrefixes }: DialRules): DialRefusal | null {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed || parsed.number !== number) return 'elsewhere';
  // Satellites, international networks, universal and international premium numbers belong to no country.
  if (parsed.isNonGeographic() || COSTLY.has(parsed.getType())) return 'costly';
  if (COSTLY_IN_NORTH_AMERICA.test(number)) return 'costly';
  if (dialPrefixes.some((prefix) => number.startsWith(prefix))) return null;
  const isNorthAmerican = number.startsWith('+1');
  const country = (isNorthAmerican && TERRITORIES.get(number.slice(2, 5))) || parsed.country;
  if (country !== undefined) return dialCountries.includes(country) ? null : 'elsewhere';
  // New area codes of the United States and Canada come faster than tables; elsewhere an unknown number is one of no known price.
  return isNorthAmerican && (dialCountries.includes('US') || dialCountries.includes('CA')) ? null : 'elsewhere';
}

/** In words for whoever wants to have it dialled. */
export const DIAL_REFUSALS: Record<DialRefusal, string> = {
  costly: 'is a premium, shared-cost, personal, satellite or universal number, which is never dialled',
  elsewhere: "is in none of the clinic's dialCountries and dialPrefixes",
};

export const isCountry = (code: string): boolean => isSupportedCountry(code);
