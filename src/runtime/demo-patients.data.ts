/** Given and family name. Neighbours in the list who share a family name share a phone as well. */
const FAMILIES: [string, string][] = [
  ['Olivia', 'Bennett'],
  ['Marcus', 'Bennett'],
  ['Sofia', 'Ramirez'],
  ['Mateo', 'Ramirez'],
  ['Aisha', 'Rahman'],
  ['Daniel', 'Cohen'],
  ['Mei', 'Chen'],
  ['Kwame', 'Mensah'],
  ['Elena', 'Petrova'],
  ['Liam', "O'Connor"],
  ['Fatima', 'Al-Sayed'],
  ['Noah', 'Johansson'],
  ['Priscilla', 'Nguyen'],
  ['Andre', 'Baptiste'],
  ['Hannah', 'Goldberg'],
  ['Raj', 'Patel'],
  ['Anika', 'Patel'],
  ['Chloe', 'Dubois'],
  ['Tyrone', 'Jackson'],
  ['Yuki', 'Tanaka'],
  ['Isabella', 'Rossi'],
  ['Samuel', 'Okonkwo'],
  ['Grace', 'Thompson'],
  ['Ethan', 'Thompson'],
  ['Leila', 'Haddad'],
  ['Jamal', 'Washington'],
  ['Ingrid', 'Nilsen'],
  ['Carlos', 'Mendoza'],
  ['Beatriz', 'Silva'],
  ['Owen', 'Fitzgerald'],
  ['Zainab', 'Yusuf'],
  ['Peter', 'Kowalski'],
  ['Ruth', 'Abramson'],
  ['Dae', 'Park'],
  ['Naomi', 'Wright'],
  ['Hector', 'Vargas'],
  ['Lucia', 'Vargas'],
  ['Thomas', 'Müller'],
  ['Amelia', 'Clarke'],
  ['Winston', 'Reid'],
];

/** As many again with the names of two of them, so that nobody has more visits to come than one patient may. */
const OTHERS = 5;

/** Given and family name of some two hundred people, none twice. */
export const DEMO_PATIENTS: [string, string][] = [
  ...FAMILIES,
  ...Array.from({ length: OTHERS }, (_, round) =>
    FAMILIES.map(([givenName], index): [string, string] => {
      const [, familyName] = FAMILIES[(index + 7 * (round + 1)) % FAMILIES.length] ?? ['', ''];
      return [givenName, familyName];
    }),
  ).flat(),
];

/** The last of them come for the first time. */
export const DEMO_NEWCOMERS = 12;
