import { spawnSync } from 'node:child_process';
import { parseAllDocuments } from 'yaml';
import { MEDIA_PATH } from '../../../src/carrier/twilio-request.js';
import { PATHS } from '../../../src/carrier/carrier.paths.js';
import { parseSettings } from '../../../src/config/settings.js';
import { VARIABLES } from '../../../src/config/settings.schema.js';
import { FHIR_BASE } from '../../../src/fhir/fhir.types.js';
import {
  filesBelow,
  inProject,
  readDocuments,
  readText,
  readYaml,
  SET_BY_A_PERSON,
} from '../../support/deploy/deploy-files.js';
import { problemsOfKubernetes, type KubernetesObject } from '../../support/deploy/kubernetes-schema.js';
import { podOf, renderKustomization, type Container, type PodTemplate } from '../../support/deploy/kustomize.js';

const EXAMPLE = 'deploy/kubernetes/overlays/example';
const FOLDERS = [EXAMPLE, `${EXAMPLE}/migration`];
const server = renderKustomization(EXAMPLE);
const migration = renderKustomization(`${EXAMPLE}/migration`);
type Secret = KubernetesObject & { stringData: Record<string, string> };
const secrets = readDocuments<Secret>('deploy/kubernetes/secret.example.yaml');
const secretNamed = (name: string): Secret => {
  const found = secrets.find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`no secret ${name}`);
  return found;
};
const secret = secretNamed('crownline');

const one = (kind: string): KubernetesObject => {
  const found = [...server, ...migration].filter((object) => object.kind === kind);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} of ${kind}`);
  return found[0];
};
const podTemplate = (kind: string): PodTemplate => {
  const pod = podOf(one(kind));
  if (!pod) throw new Error(`${kind} has no pods`);
  return pod;
};
const onlyContainer = (kind: string): Container => {
  const { containers } = podTemplate(kind).spec;
  if (containers.length !== 1 || !containers[0]) throw new Error('not one container');
  return containers[0];
};
const configuration = (one('ConfigMap') as KubernetesObject & { data: Record<string, string> }).data;
const drainSeconds = Number(configuration.DRAIN_SECONDS);

describe('the manifests', () => {
  const documents = filesBelow('deploy/kubernetes')
    .filter((file) => !/kustomization\.yaml$|prometheus-adapter/.test(file))
    .flatMap((file) => readDocuments<KubernetesObject>(file).map((object) => [file, object] as const));

  it.each(documents)('%s is what Kubernetes allows', (_file, object) => {
    expect(problemsOfKubernetes(object)).toEqual([]);
  });

  it('are what Kubernetes allows when they are put together', () => {
    expect(server).toHaveLength(8);
    expect([...server, ...migration].flatMap(problemsOfKubernetes)).toEqual([]);
  });

  it.each([
    ['a field that is unknown', 'deployment', 'maxSurge: 1', 'maxSurplus: 1', 'maxSurplus is unknown'],
    [
      'a field in the wrong place',
      'deployment',
      'enableServiceLinks: false',
      'readOnlyRootFilesystem: true',
      'spec/readOnlyRootFilesystem is unknown',
    ],
    ['a number that is a word', 'deployment', 'periodSeconds: 10', 'periodSeconds: ten', 'periodSeconds type'],
    ['a choice that there is not', 'ingress', 'pathType: Exact', 'pathType: Exactly', 'pathType enum'],
    ['something left out', 'horizontal-pod-autoscaler', 'maxReplicas: 10', 'minReadySeconds: 10', 'spec required'],
    ['an amount that is none', 'deployment', 'memory: 1Gi', 'memory: [1]', 'memory'],
  ])('would be refused with %s', (_what, file, from, to, problem) => {
    const text = readText(`deploy/kubernetes/base/${file}.yaml`);
    expect(text).toContain(from);
    const [document] = parseAllDocuments(text.replace(from, to));
    expect(problemsOfKubernetes(document?.toJS() as KubernetesObject).join('\n')).toContain(problem);
  });

  it('would be refused with a kind that there is not', () => {
    expect(() => problemsOfKubernetes({ ...one('Deployment'), kind: 'Deploymnt' })).toThrow('Deploymnt');
  });

  const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
  if (!kubectl)
    process.stderr.write('NOT CHECKED: there is no kubectl to hold the rendering of the overlays against.\n');
  (kubectl ? it : it.skip).each(FOLDERS)('%s is put together by kubectl as it is here', (folder) => {
    const { stdout, stderr } = spawnSync('kubectl', ['kustomize', inProject(folder)], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const theirs = parseAllDocuments(stdout).map((document) => document.toJS() as KubernetesObject);
    const byKind = (a: KubernetesObject, b: KubernetesObject) => a.kind.localeCompare(b.kind);
    expect(theirs.sort(byKind)).toEqual(renderKustomization(folder).sort(byKind));
  });
});

describe('a pod of the server', () => {
  const { spec } = podTemplate('Deployment');
  const container = onlyContainer('Deployment');

  it('has an environment that production accepts', () => {
    const given = {
      ...configuration,
      ...Object.fromEntries(Object.keys(secret.stringData).map((name) => [name, valueOf(name)])),
    };
    expect(parseSettings(given, 'server')).toMatchObject({ mode: 'production', publicUrl: configuration.PUBLIC_URL });
    expect(container.envFrom).toEqual([
      { configMapRef: { name: 'crownline' } },
      { secretRef: { name: secret.metadata.name } },
    ]);
  });

  it('is told nothing that the server does not know', () => {
    const names = [...Object.keys(configuration), ...Object.keys(secret.stringData)];
    expect(names.filter((name) => !(VARIABLES as string[]).includes(name))).toEqual([]);
    expect(names).toHaveLength(new Set(names).size);
  });

  it('has time for its calls after the balancer has let go of it', () => {
    const [command, pause] = container.lifecycle?.preStop.exec.command ?? [];
    expect(command).toBe('sleep');
    expect(Number(pause)).toBeGreaterThanOrEqual(10);
    expect(drainSeconds).toBe(300);
    expect(spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(Number(pause) + drainSeconds + 50);
  });

  it('is asked at routes and a port that it has', () => {
    expect(container.ports).toEqual([{ name: 'http', containerPort: Number(configuration.PORT) }]);
    const routes = routesOf('src/ops/health/health.controller.ts');
    expect(routes).toEqual(['/health/live', '/health/ready']);
    const [live, ready] = routes;
    expect(container.startupProbe).toMatchObject({ httpGet: { path: live, port: 'http' } });
    expect(container.livenessProbe).toMatchObject({ httpGet: { path: live, port: 'http' } });
    expect(container.readinessProbe).toMatchObject({ httpGet: { path: ready, port: 'http' } });
  });

  it('is given longer to answer than the answer may take', () => {
    const [, limit] = /ANSWER_WITHIN_MS = (\d+)/.exec(readText('src/ops/health/database-health.repository.ts')) ?? [];
    const { timeoutSeconds } = container.readinessProbe as { timeoutSeconds: number };
    expect(timeoutSeconds * 1000).toBeGreaterThan(Number(limit));
  });

  it('is replaced only when another one can take calls', () => {
    expect(one('Deployment').spec).toMatchObject({ strategy: { rollingUpdate: { maxUnavailable: 0 } } });
    expect(one('Deployment').spec).not.toHaveProperty('replicas');
  });

  it('is found by its service, its budget, its autoscaler and Prometheus', () => {
    const { labels, annotations } = podTemplate('Deployment').metadata;
    const selected = one('Service').spec as { selector: object; ports: { targetPort: string }[] };
    expect(labels).toMatchObject(selected.selector);
    expect(selected.ports).toMatchObject([{ name: 'http', targetPort: 'http' }]);
    const budget = one('PodDisruptionBudget').spec as { selector: { matchLabels: object }; maxUnavailable: number };
    expect(labels).toMatchObject(budget.selector.matchLabels);
    expect(budget.maxUnavailable).toBe(1);
    expect(one('HorizontalPodAutoscaler').spec).toMatchObject({
      scaleTargetRef: { kind: 'Deployment', name: one('Deployment').metadata.name },
    });
    expect(annotations).toMatchObject({ 'prometheus.io/port': configuration.PORT, 'prometheus.io/path': '/metrics' });
  });
});

describe.each(['Deployment', 'Job'])('every pod of the %s', (kind) => {
  it('has no rights, and no way to get any', () => {
    const { spec } = podTemplate(kind);
    expect(spec).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(onlyContainer(kind).securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(onlyContainer(kind).volumeMounts).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
    // The same account as in the image.
    expect(readText('Dockerfile')).toContain('\nUSER 1000:1000\n');
  });

  it('says what it needs', () => {
    const { requests, limits } = onlyContainer(kind).resources;
    expect(Object.keys(requests).sort()).toEqual(['cpu', 'memory']);
    expect(Object.keys(limits)).toEqual(['memory']);
  });

  it('is covered by the network policy', () => {
    const { podSelector } = one('NetworkPolicy').spec as { podSelector: { matchLabels: object } };
    expect(podTemplate(kind).metadata.labels).toMatchObject(podSelector.matchLabels);
  });
});

describe('the migration', () => {
  it('is of the image and the namespace of the server, and alone has the login that owns the tables', () => {
    const { image, env = [], args } = onlyContainer('Job');
    expect(image).toBe(onlyContainer('Deployment').image);
    expect(one('Job').metadata.namespace).toBe(one('Deployment').metadata.namespace);
    expect(args).toEqual(['node', 'dist/migrate.js']);
    for (const { valueFrom } of env) {
      if (!valueFrom) continue;
      expect(secretNamed(valueFrom.secretKeyRef.name).stringData).toHaveProperty(valueFrom.secretKeyRef.key);
    }
    expect(env.map(({ name }) => name)).toContain('DATABASE_MIGRATION_URL');
    expect(Object.keys(secret.stringData)).not.toContain('DATABASE_MIGRATION_URL');
    const given = Object.fromEntries(env.map(({ name, value }) => [name, value ?? valueOf(name)]));
    expect(parseSettings(given, 'database')).toMatchObject({ mode: 'production' });
  });
});

describe('the secrets', () => {
  it('are examples alone: nothing applies them, and they hold nothing', () => {
    expect([...server, ...migration].map(({ kind }) => kind)).not.toContain('Secret');
    expect(secrets.flatMap(({ stringData }) => Object.values(stringData)).join('')).toBe('');
  });
});

describe('the ingress', () => {
  const { rules, tls } = one('Ingress').spec as {
    rules: { host: string; http: { paths: IngressPath[] } }[];
    tls: { hosts: string[] }[];
  };
  const { annotations = {} } = one('Ingress').metadata;
  const reaches = (path: string) =>
    rules[0]?.http.paths.some(({ path: listed, pathType }) =>
      pathType === 'Exact' ? path === listed : path === listed || path.startsWith(`${listed.replace(/\/$/, '')}/`),
    );

  it('answers for the address that the server believes it has', () => {
    expect(rules.map(({ host }) => host)).toEqual([new URL(configuration.PUBLIC_URL ?? '').host]);
    expect(tls.flatMap(({ hosts }) => hosts)).toEqual(rules.map(({ host }) => host));
    for (const { backend } of rules[0]?.http.paths ?? [])
      expect(backend.service).toEqual({ name: one('Service').metadata.name, port: { name: 'http' } });
  });

  it('lets in what the server answers, and neither probes nor metrics', () => {
    const routes = filesBelow('src')
      .filter((file) => file.endsWith('.controller.ts'))
      .flatMap(routesOf);
    expect(routes.length).toBeGreaterThan(100);
    const hidden = new Set(routes.filter((path) => !reaches(path)));
    expect([...hidden].sort()).toEqual(['/health/live', '/health/ready', '/metrics']);
    for (const path of [MEDIA_PATH, '/docs', '/docs-json', '/docs/swagger-ui.css', '/'])
      expect({ path, reached: reaches(path) }).toEqual({ path, reached: true });
    for (const path of ['/METRICS', '/Health/live', '/metrics/'])
      expect({ path, reached: reaches(path) }).toEqual({ path, reached: false });
  });

  it('lets calls last for more than an hour, events through at once, and as much in as the server takes', () => {
    const of = (name: string) => annotations[`nginx.ingress.kubernetes.io/${name}`];
    expect(Number(of('proxy-read-timeout'))).toBeGreaterThan(3600);
    expect(Number(of('proxy-send-timeout'))).toBeGreaterThan(3600);
    expect(of('proxy-buffering')).toBe('off');
    expect(of('proxy-body-size')).toBe(`${MAX_BODY_KB}k`);
  });
});

describe('the autoscaler', () => {
  const { minReplicas, metrics } = one('HorizontalPodAutoscaler').spec as {
    minReplicas: number;
    metrics: { pods: { metric: { name: string }; target: { averageValue: string } } }[];
  };
  const name = metrics[0]?.pods.metric.name ?? '';

  it('never goes below two pods, and adds one before the others are full', () => {
    expect(minReplicas).toBeGreaterThanOrEqual(2);
    expect(Number(metrics[0]?.pods.target.averageValue)).toBeLessThan(Number(configuration.MAX_CONCURRENT_CALLS));
  });

  it('goes by a metric that the server has and the adapter passes on', () => {
    expect(metrics).toHaveLength(1);
    expect(readText('src/conversation/conversation.metrics.ts')).toContain(`name: '${name}'`);
    const { rules } = readYaml<{ rules: { custom: { seriesQuery: string; name: { as: string } }[] } }>(
      'deploy/kubernetes/prometheus-adapter.example.yaml',
    );
    expect(rules.custom).toMatchObject([{ seriesQuery: `${name}{namespace!="",pod!=""}`, name: { as: name } }]);
  });
});

describe('the network policy', () => {
  const { policyTypes, ingress, egress } = one('NetworkPolicy').spec as {
    policyTypes: string[];
    ingress: { from: object[]; ports: { port: number }[] }[];
    egress: { to?: { ipBlock?: { cidr: string; except: string[] } }[]; ports: { port: number; protocol: string }[] }[];
  };

  it('lets in the ingress controller and Prometheus, to the port of the server', () => {
    expect(policyTypes).toEqual(['Ingress', 'Egress']);
    expect(ingress).toHaveLength(1);
    expect(ingress[0]?.from).toHaveLength(2);
    expect(ingress[0]?.ports).toEqual([{ port: Number(configuration.PORT), protocol: 'TCP' }]);
  });

  it('lets out names, Postgres and 443, the last not to where clusters and their machines are', () => {
    const ports = egress.flatMap((rule) => rule.ports.map(({ port, protocol }) => `${port} ${protocol}`));
    expect(ports).toEqual(['53 UDP', '53 TCP', '5432 TCP', '443 TCP']);
    const blocks = egress.flatMap(({ to = [] }) => to.flatMap(({ ipBlock }) => ipBlock ?? []));
    expect(blocks.find(({ cidr }) => cidr === '0.0.0.0/0')?.except).toEqual(
      expect.arrayContaining(['10.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16']),
    );
  });
});

const valueOf = (name: string): string =>
  /^DATABASE_(MIGRATION_)?URL$/.test(name)
    ? 'postgresql://crownline:secret@postgres/crownline'
    : (SET_BY_A_PERSON[name] ?? '');

const MAX_BODY_KB = Number(/MAX_BODY_BYTES = (\d+) \* 1024/.exec(readText('src/app.ts'))?.[1]);

/** The paths of a controller, from the decorators in its source. */
function routesOf(file: string): string[] {
  const source = readText(file);
  const plain = (argument: string): string => {
    const path = argument
      .replace('${FHIR_BASE}', FHIR_BASE)
      .replace(/^FHIR_BASE$/, FHIR_BASE)
      .replace(/^PATHS\.(\w+)$/, (_all, name) => PATHS[name as keyof typeof PATHS])
      .replace(/^(['`])(.*)\1$/, '$2');
    if (!/^[\w/:.{}$-]*$/.test(path)) throw new Error(`${file}: not a path: ${argument}`);
    return path;
  };
  const base = plain(/@Controller\(([^)]*)\)/.exec(source)?.[1] ?? '');
  return [...source.matchAll(/@(?:Get|Post|Put|Patch|Delete)\(([^)]*)\)/g)].map(([, argument = '']) =>
    `/${base}/${plain(argument)}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
  );
}

interface IngressPath {
  path: string;
  pathType: string;
  backend: { service: object };
}
