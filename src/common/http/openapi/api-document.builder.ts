import { IDEMPOTENCY_KEY_HEADER } from '../idempotency-key.js';
import { exampleOf, type JsonSchema, type NamedSchemas } from './example.builder.js';
import { TAGS } from './tags.data.js';

// What is the same for every operation, so that no controller has to say it.

interface Media {
  schema?: JsonSchema;
  example?: unknown;
}
interface Body {
  $ref?: string;
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
  summary?: string;
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
  /** What the product sends to its clients' servers, by a name. */
  webhooks?: Record<string, { post: Operation }>;
  components?: { schemas?: NamedSchemas; headers?: Record<string, object>; responses?: Record<string, Body> };
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

const IDEMPOTENCY_KEY: Parameter = {
  name: IDEMPOTENCY_KEY_HEADER,
  in: 'header',
  required: false,
  description: 'For a day, the same request with the same key is done once and answered alike. With another body: 422.',
  schema: { type: 'string', examples: ['booking-2f8b7d4a'] },
};

const header = (description: string, example: string) => ({
  description,
  schema: { type: 'string', examples: [example] },
});
const HEADERS = {
  'X-Request-Id': header('Names the request, here and in the log.', '0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10'),
  RateLimit: header(
    'What is left of the limit, and in how many seconds it is whole again.',
    '"credential";r=2999;t=60',
  ),
};
const REFERRED_HEADERS = Object.fromEntries(
  Object.keys(HEADERS).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
);

const PROBLEM_TYPE = 'application/problem+json';
/** For the statuses that a route does not name: whatever goes wrong looks the same. */
const ANY_PROBLEM: Body = {
  description: 'What went wrong (RFC 9457).',
  content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
};
const ANY_OUTCOME: Body = {
  description: 'What went wrong.',
  content: { 'application/fhir+json': { schema: { type: 'object' } } },
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
  const components = { ...document.components, headers: HEADERS, responses: problemsOf(document, named) };
  const webhooks = Object.fromEntries(
    Object.entries(document.webhooks ?? {}).map(([name, { post }]) => [name, { post: sent(post, named) }]),
  );
  return {
    ...document,
    servers: [{ url: '/' }],
    tags: tagsOf(finishedPaths),
    paths: finishedPaths,
    webhooks,
    components,
  };
}

const sent = ({ requestBody, ...request }: Operation, named: NamedSchemas): Operation =>
  requestBody ? { ...request, requestBody: withExamples(requestBody, named) } : request;

/** One for each status that some route answers a problem with. */
function problemsOf({ paths }: ApiDocument, named: NamedSchemas): Record<string, Body> {
  const responses = Object.values(paths).flatMap((operations) =>
    Object.values(operations).flatMap((operation) => Object.entries(operation.responses)),
  );
  const problems = [...responses.filter(([, body]) => isProblem(body)), ['default', ANY_PROBLEM] as const];
  return Object.fromEntries(problems.map(([status, body]) => [`Problem-${status}`, withExamples(body, named)]));
}

const isProblem = ({ content }: Body): boolean => content?.[PROBLEM_TYPE] !== undefined;

function finished(path: string, method: string, operation: Operation, named: NamedSchemas): Operation {
  const others = path.startsWith('/fhir/') ? ANY_OUTCOME : ANY_PROBLEM;
  const responses = Object.entries({ ...operation.responses, default: others }).map(([status, body]) => [
    status,
    isProblem(body)
      ? { $ref: `#/components/responses/Problem-${status}` }
      : { ...withExamples(body, named), headers: { ...body.headers, ...REFERRED_HEADERS } },
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

const tagsOf = (paths: ApiDocument['paths']): { name: string; description?: string }[] => {
  const names = Object.values(paths).flatMap((operations) =>
    Object.values(operations).flatMap(({ tags = [] }) => tags),
  );
  return [...new Set(names)].sort().map((name) => ({ name, ...(TAGS[name] ? { description: TAGS[name] } : {}) }));
};
