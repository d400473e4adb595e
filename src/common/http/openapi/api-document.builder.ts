import { exampleOf, type JsonSchema, type NamedSchemas } from './example.builder.js';

// What is the same for every operation, so that no controller has to say it.

interface Media {
  schema?: JsonSchema;
  example?: unknown;
}
interface Body {
  description?: string;
  content?: Record<string, Media>;
  headers?: Record<string, object>;
}
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: JsonSchema;
  example?: unknown;
}
export interface Operation {
  operationId?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: Body;
  responses: Record<string, Body>;
  security?: object[];
}
export interface ApiDocument {
  openapi: string;
  info: object;
  servers?: object[];
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: NamedSchemas };
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'For a day, the same request with the same key is done once and answered alike. With another body: 422.',
  schema: { type: 'string', examples: ['booking-2f8b7d4a'] },
};

const text = (description: string, example: string) => ({
  description,
  schema: { type: 'string', examples: [example] },
});
const HEADERS = {
  'X-Request-Id': text('Names the request, here and in the log.', '0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10'),
  RateLimit: text('What is left of the limit, and in how many seconds it is whole again.', '"credential";r=2999;t=60'),
};

/** The document as it is served: with what all operations have in common, and an example for each of them. */
export function finishDocument(document: ApiDocument): ApiDocument {
  const named = document.components?.schemas ?? {};
  const paths = Object.entries(document.paths).map(([path, operations]) => [
    path,
    Object.fromEntries(
      Object.entries(operations).map(([method, operation]) => [
        method,
        METHODS.includes(method) ? finished(path, method, operation, named) : operation,
      ]),
    ),
  ]);
  const finishedPaths = Object.fromEntries(paths) as ApiDocument['paths'];
  return { ...document, servers: [{ url: '/' }], tags: tagsOf(finishedPaths), paths: finishedPaths };
}

function finished(path: string, method: string, operation: Operation, named: NamedSchemas): Operation {
  const responses = Object.entries({ ...operation.responses, default: problem(path) }).map(([status, body]) => [
    status,
    { ...withExamples(body, named), headers: { ...body.headers, ...HEADERS } },
  ]);
  return {
    ...operation,
    // A route that asks for nothing says so: the linter takes silence for an oversight.
    security: operation.security ?? [],
    parameters: parametersOf(path, method, operation, named),
    ...(operation.requestBody ? { requestBody: withExamples(operation.requestBody, named) } : {}),
    responses: Object.fromEntries(responses) as Operation['responses'],
  };
}

/** Whatever goes wrong looks the same, also where a route does not name the status. */
const problem = (path: string): Body =>
  path.startsWith('/fhir/')
    ? { description: 'What went wrong.', content: { 'application/fhir+json': { schema: { type: 'object' } } } }
    : {
        description: 'What went wrong (RFC 9457).',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      };

function parametersOf(path: string, method: string, { parameters = [] }: Operation, named: NamedSchemas): Parameter[] {
  const takesKey = method === 'post' && !path.startsWith('/api/v1/session') && path !== '/api/v1/staff/acceptance';
  const declared = parameters.filter(({ name }) => name !== IDEMPOTENCY_KEY.name);
  return [...declared, ...(takesKey ? [IDEMPOTENCY_KEY] : [])].map((parameter) =>
    parameter.in === 'path' && parameter.schema
      ? { ...parameter, example: exampleOf(parameter.schema, named) }
      : parameter,
  );
}

function withExamples(body: Body, named: NamedSchemas): Body {
  if (!body.content) return body;
  const content = Object.entries(body.content).map(([type, media]) => [
    type,
    media.schema && media.example === undefined ? { ...media, example: exampleOf(media.schema, named) } : media,
  ]);
  return { ...body, content: Object.fromEntries(content) as Record<string, Media> };
}

const tagsOf = (paths: ApiDocument['paths']): { name: string }[] => {
  const names = Object.values(paths).flatMap((operations) => Object.values(operations).flatMap(({ tags = [] }) => tags));
  return [...new Set(names)].sort().map((name) => ({ name }));
};
