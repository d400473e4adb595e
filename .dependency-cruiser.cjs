// The architecture diagram, executable. A feature may import what is listed here, plus config/ and common/.
const mayImport = {
  audio: [],
  carrier: [], // Twilio's signature and REST API, for every part that deals with the carrier
  jobs: [],
  compliance: ['jobs'],
  idempotency: ['compliance'], // requests that are done once, however often they are sent
  clinics: ['compliance', 'jobs'],
  auth: ['clinics', 'compliance'],
  patients: ['clinics', 'compliance'],
  profiles: ['clinics', 'compliance', 'jobs'],
  scheduling: ['clinics', 'compliance', 'jobs', 'patients'],
  knowledge: ['clinics', 'compliance'], // what the clinic answers
  identity: ['clinics', 'compliance', 'messaging', 'patients', 'scheduling'], // who a caller has proved to be
  waitlist: ['clinics', 'compliance', 'desk', 'jobs', 'messaging', 'patients', 'scheduling'],
  recalls: ['clinics', 'compliance', 'jobs', 'patients', 'scheduling'],
  calendars: ['clinics', 'compliance', 'desk', 'jobs', 'patients', 'scheduling'], // iCalendar, out and in
  messaging: ['carrier', 'clinics', 'compliance', 'desk', 'jobs', 'patients', 'scheduling', 'search'],
  desk: ['clinics', 'compliance'], // what is left to people
  calls: ['audio', 'carrier', 'clinics', 'compliance', 'jobs', 'patients', 'search'],
  fhir: ['clinics', 'scheduling'], // the schedule as FHIR R4
  search: ['clinics', 'compliance', 'jobs'], // what was said and texted, by its words
  outbound: ['calls', 'carrier', 'clinics', 'compliance', 'jobs', 'messaging', 'patients', 'profiles'],
  statistics: ['calls', 'clinics', 'scheduling'], // counts, and nobody's data
  webhooks: ['clinics', 'compliance'], // what happens, told to servers outside
  agent: ['audio'], // knows nothing of dentistry
  conversation: [
    'agent',
    'audio',
    'calls',
    'carrier',
    'clinics',
    'compliance',
    'desk',
    'identity',
    'jobs',
    'knowledge',
    'messaging',
    'outbound',
    'patients',
    'profiles',
    'scheduling',
    'waitlist',
  ],
  // carrier in, conversation out
  telephony: ['audio', 'calls', 'carrier', 'clinics', 'compliance', 'conversation', 'desk', 'messaging', 'outbound'],
  simulation: ['audio'], // speaks the public protocols only, so it may not lean on how the product speaks them
  ops: ['agent', 'calls', 'clinics', 'conversation', 'telephony'],
  console: ['auth'],
  // Composition of a process for people and for demos: starts the app with whatever stand-ins it needs.
  runtime: ['agent', 'auth', 'carrier', 'clinics', 'compliance', 'jobs', 'ops', 'scheduling', 'simulation'],
  // Measures a whole server from outside, and parts of its hot path.
  bench: ['agent', 'app\\.ts$', 'audio', 'auth', 'clinics', 'jobs', 'scheduling', 'simulation', 'telephony'],
  // Plays scenarios against a whole server, and judges what is left of them.
  evals: ['agent', 'audio', 'auth', 'clinics', 'compliance', 'runtime', 'scheduling', 'simulation'],
  // Plays calls in which things go wrong, on the stage of the evals, and judges what is left of each.
  chaos: ['audio', 'evals', 'runtime', 'simulation'],
  common: ['config'],
  config: [],
};

const oneOf = (names) => `^src/(${names.join('|')})(/|$)`;
const kernelOf = (feature) => (feature === 'config' ? [] : ['common']);
const layering = Object.entries(mayImport).map(([feature, dependencies]) => ({
  name: `${feature}-imports`,
  severity: 'error',
  from: { path: `^src/${feature}/` },
  to: { path: '^src/', pathNot: oneOf([feature, 'generated', 'config', ...kernelOf(feature), ...dependencies]) },
}));

const pure = '\\.(reducer|policy|codec|builder)\\.ts$';

module.exports = {
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
  forbidden: [
    ...layering,
    { name: 'no-cycles', severity: 'error', from: { pathNot: '^src/generated/' }, to: { circular: true } },
    {
      name: 'private-by-suffix',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '\\.(repository|mapper|controller|gateway|driver)\\.ts$', pathNot: '^src/$1/' },
    },
    {
      name: 'pure-core',
      severity: 'error',
      from: { path: pure },
      // The shapes of a vendor's client do nothing.
      to: {
        dependencyTypes: ['core', 'npm'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/(zod|temporal-polyfill|chrono-node)/',
      },
    },
    {
      name: 'pure-core-stays-inside',
      severity: 'error',
      from: { path: pure },
      to: { path: '\\.(service|runner|client|repository|driver)\\.ts$' },
    },
    {
      name: 'prisma-in-repositories',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/generated/|\\.repository\\.ts$|^src/common/database/' },
      to: { path: '@prisma/|/generated/prisma/' },
    },
    {
      name: 'telemetry-behind-the-tracer',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/common/tracing/' },
      to: { path: '@opentelemetry/' },
    },
    { name: 'nothing-unresolved', severity: 'error', from: { path: '^src/' }, to: { couldNotResolve: true } },
  ],
};
