import { FHIR_BASE } from './fhir.types.js';

const IHE = 'https://profiles.ihe.net/ITI/Scheduling/OperationDefinition';

const searchable = (
  type: string,
  parameters: Record<string, 'date' | 'reference' | 'token'>,
  operations: string[] = [],
) => ({
  type,
  interaction: [{ code: 'read' }, { code: 'search-type' }],
  searchParam: Object.entries(parameters).map(([name, kind]) => ({ name, type: kind })),
  ...(operations.length > 0
    ? { operation: operations.map((name) => ({ name, definition: `${IHE}/appointment-${name}` })) }
    : {}),
});

/** What the server can do, as FHIR tells it. It says nothing of any clinic. */
export const capabilityStatement = (publicUrl: string) => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: '2026-11-21',
  kind: 'instance',
  software: { name: 'Crownline' },
  implementation: {
    description: 'The schedule of a dental clinic',
    url: new URL(`/${FHIR_BASE}`, publicUrl).href,
  },
  fhirVersion: '4.0.1',
  format: ['json', 'application/fhir+json'],
  rest: [
    {
      mode: 'server',
      security: {
        description: 'An API key as a bearer token, with appointments:read and, to hold and book, appointments:write.',
      },
      resource: [
        searchable('Schedule', { actor: 'reference', active: 'token', date: 'date' }),
        searchable('Slot', { schedule: 'reference', start: 'date', status: 'token', 'service-type': 'token' }),
        searchable(
          'Appointment',
          {
            ...{
              date: 'date',
              patient: 'reference',
              practitioner: 'reference',
              location: 'reference',
              actor: 'reference',
            },
            ...{ status: 'token', _lastUpdated: 'date' },
          },
          ['find', 'hold', 'book'],
        ),
      ],
    },
  ],
});
