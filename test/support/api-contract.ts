import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { default as formats } from 'ajv-formats';
import type { ApiDocument, Operation } from '../../src/common/http/openapi/api-document.builder.js';

export interface NamedOperation extends Operation {
  method: string;
  path: string;
}

export const operationsOf = ({ paths }: ApiDocument): NamedOperation[] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );

/** Of one value: lines of JSON are none. */
export const isJson = (type: string): boolean => /^application\/(json|.*\+json)$/.test(type);

/** Holds answers, and anything else, against the document. */
export class ApiContract {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly compiled = new Map<object, ValidateFunction>();

  constructor(private readonly document: ApiDocument) {
    formats.default(this.ajv);
    this.ajv.addSchema({ $id: 'api', ...(document as object) });
  }

  /** What is wrong with a value; null when nothing is. */
  faultOf(schema: object, value: unknown): string | null {
    const validate = this.compiled.get(schema) ?? this.ajv.compile(referring(schema));
    this.compiled.set(schema, validate);
    return validate(value) ? null : this.ajv.errorsText(validate.errors);
  }

  /** What is wrong with an answer; null when the document has said that it may look so. */
  async faultOfAnswer(operation: Operation, response: Response): Promise<string | null> {
    const text = await response.text();
    if (response.status >= 500) return `${response.status}: ${text}`;
    const declared = this.resolved(operation.responses[String(response.status)]);
    if (!declared && response.status < 400) return `${response.status} is not in the document`;
    const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
    const content = (declared ?? this.resolved(operation.responses.default))?.content;
    if (text === '') return content ? 'an answer without its body' : null;
    const media = content?.[type];
    if (!media) return `${response.status} as ${type}, which is not in the document: ${text.slice(0, 200)}`;
    if (!media.schema || !isJson(type)) return null;
    const { schema } = media;
    // Of lines of JSON each is a document.
    const documents = type === 'application/x-ndjson' ? text.trimEnd().split('\n') : [text];
    const faults = documents.map((one) => this.faultOf(schema, JSON.parse(one)));
    return faults.find((fault) => fault !== null) ?? null;
  }

  private resolved(answer: Operation['responses'][string] | undefined) {
    return answer?.$ref ? this.document.components?.responses?.[answer.$ref.split('/').at(-1) ?? ''] : answer;
  }
}

/** References lead into the document, wherever the schema that has them stands. */
const referring = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')) as object;
