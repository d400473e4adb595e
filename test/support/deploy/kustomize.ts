import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { inProject, readDocuments, readYaml } from './deploy-files.js';
import type { KubernetesObject } from './kubernetes-schema.js';

interface Kustomization {
  apiVersion: string;
  kind: string;
  namespace?: string;
  resources: string[];
  images?: { name: string; newName?: string; newTag?: string }[];
  patches?: { target: { kind: string; name: string }; patch: string }[];
}

const KNOWN = ['apiVersion', 'kind', 'namespace', 'resources', 'images', 'patches'];

/**
 * What `kubectl kustomize FOLDER` prints, for the few features that ours use. A test holds it against kubectl where there is one.
 *
 * @throws for a feature that it doesn't know, and for a patch that fits nothing
 */
export function renderKustomization(folder: string): KubernetesObject[] {
  const kustomization = readYaml<Kustomization>(join(folder, 'kustomization.yaml'));
  const unknown = Object.keys(kustomization).filter((key) => !KNOWN.includes(key));
  if (unknown.length > 0) throw new Error(`${folder}: no rendering of ${unknown.join(', ')}`);
  const objects = kustomization.resources.flatMap((resource) => {
    const path = join(folder, resource);
    return statSync(inProject(path)).isDirectory() ? renderKustomization(path) : readDocuments<KubernetesObject>(path);
  });
  for (const { target, patch } of kustomization.patches ?? []) {
    const fitting = objects.filter(({ kind, metadata }) => kind === target.kind && metadata.name === target.name);
    if (fitting.length === 0) throw new Error(`${folder}: a patch fits no ${target.kind} ${target.name}`);
    for (const object of fitting) for (const step of parse(patch) as Replacement[]) replace(object, step);
  }
  for (const object of objects) {
    if (kustomization.namespace && object.kind !== 'Namespace') object.metadata.namespace = kustomization.namespace;
    for (const container of containersOf(object)) {
      const image = kustomization.images?.find(({ name }) => name === container.image);
      if (image) container.image = `${image.newName ?? image.name}:${image.newTag ?? 'latest'}`;
    }
  }
  return objects;
}

interface Replacement {
  op: string;
  path: string;
  value: unknown;
}

/** RFC 6902, of which ours use `replace` on what is there. */
function replace(object: unknown, { op, path, value }: Replacement): void {
  if (op !== 'replace') throw new Error(`no rendering of ${op}`);
  const keys = path.split('/').slice(1);
  const last = keys.pop() ?? '';
  const holder = keys.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], object);
  if (!Object.hasOwn(holder as object, last)) throw new Error(`nothing to replace at ${path}`);
  (holder as Record<string, unknown>)[last] = value;
}

export interface Container {
  name: string;
  image: string;
  args?: string[];
  ports?: { name: string; containerPort: number }[];
  env?: { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string; key: string } } }[];
  envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  resources: { requests: Record<string, string>; limits: Record<string, string> };
  securityContext: Record<string, unknown>;
  lifecycle?: { preStop: { exec: { command: string[] } } };
  volumeMounts?: { name: string; mountPath: string }[];
  [probe: string]: unknown;
}

export interface PodSpec {
  containers: Container[];
  terminationGracePeriodSeconds?: number;
  automountServiceAccountToken?: boolean;
  securityContext: Record<string, unknown>;
  [other: string]: unknown;
}

export interface PodTemplate {
  metadata: { labels: Record<string, string>; annotations?: Record<string, string> };
  spec: PodSpec;
}

export const podOf = (object: KubernetesObject): PodTemplate | null =>
  (object.spec as { template?: PodTemplate } | undefined)?.template ?? null;

const containersOf = (object: KubernetesObject): Container[] => podOf(object)?.spec.containers ?? [];
