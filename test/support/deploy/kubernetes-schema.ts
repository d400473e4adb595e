import { createRequire } from 'node:module';
import { inProject } from './deploy-files.js';

export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string>; annotations?: Record<string, string> };
  [other: string]: unknown;
}

interface Validator {
  (data: unknown): boolean;
  errors?: { instancePath: string; message?: string; keyword: string; params: unknown }[] | null;
}

const load = createRequire(inProject('package.json'));

/**
 * A line for each thing that Kubernetes' own schema does not allow, and for each field that it does not know: an API server ignores
 * those, and what was meant does not happen. The validators are those of `kubernetes-models`, compiled from the OpenAPI document of
 * Kubernetes 1.33. They let unknown fields pass; one that a validator never asks for is one that it doesn't know.
 *
 * @throws for a kind that this version of Kubernetes doesn't have
 */
export function problemsOfKubernetes(object: KubernetesObject): string[] {
  const read = new Set<string>();
  const validate = validatorOf(object);
  const valid = validate(watched(object, '', read));
  const wrong = valid
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, keyword, params }) => `${instancePath} ${keyword} ${JSON.stringify(params)}`,
      );
  return [...wrong, ...unreadIn(object, '', read).map((path) => `${path} is unknown`)];
}

/** `apps/v1` and `Deployment` are `io.k8s.api.apps.v1.Deployment` in the document. */
function validatorOf({ apiVersion, kind }: KubernetesObject): Validator {
  const [version = '', group = 'core'] = apiVersion.split('/').reverse();
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const name = `IoK8sApi${capital(group.split('.')[0] ?? '')}${capital(version)}${kind}`;
  return (load(inProject(`node_modules/kubernetes-models/_schemas/${name}.js`)) as { validate: Validator }).validate;
}

function watched(value: unknown, path: string, read: Set<string>): unknown {
  if (value === null || typeof value !== 'object') return value;
  return new Proxy(value, {
    get(target, key) {
      const inner = Reflect.get(target, key) as unknown;
      if (typeof key !== 'string' || !Object.hasOwn(target, key)) return inner;
      read.add(`${path}/${key}`);
      return watched(inner, `${path}/${key}`, read);
    },
  });
}

function unreadIn(value: unknown, path: string, read: Set<string>): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    read.has(`${path}/${key}`) ? unreadIn(inner, `${path}/${key}`, read) : [`${path}/${key}`],
  );
}
