import { existsSync } from 'node:fs';
import { composeFile } from '../../support/deploy/compose-file.js';
import { inProject, readText, SET_BY_A_PERSON } from '../../support/deploy/deploy-files.js';
import { namesOf } from '../../support/deploy/env-file.js';

const page = readText('docs/deploy.md');
const commands = [...page.matchAll(/```sh\n([^]*?)```/g)].map(([, block]) => block).join('\n');

describe('the page on deploying', () => {
  it('names files that are there', () => {
    const named = [...page.matchAll(/\b(?:deploy|test)\/[\w./-]*\w|\bdocker-compose[\w.-]*\.yml/g)].map(
      ([path]) => path,
    );
    expect(named.length).toBeGreaterThan(10);
    // The one that a reader makes.
    const missing = named.filter(
      (path) => !path.startsWith('deploy/kubernetes/overlays/mine') && !existsSync(inProject(path)),
    );
    expect(missing).toEqual([]);
  });

  it('runs commands that the image has, in services that the set has', () => {
    const scripts = [...page.matchAll(/node dist\/([\w-]+)\.js/g)].map(([, name]) => name);
    expect(scripts).toEqual(expect.arrayContaining(['twilio-setup', 'doctor', 'staff-invite']));
    for (const name of scripts)
      expect({ name, found: existsSync(inProject(`src/${name}.ts`)) }).toEqual({ name, found: true });
    const { services } = composeFile('docker-compose.yml', SET_BY_A_PERSON);
    const named = [...page.matchAll(/docker compose(?: -f \S+)? exec (?:-T )?([\w-]+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !(name in services))).toEqual([]);
  });

  it('uses variables of the file that it has filled in', () => {
    const own = ['NAME', 'PWD'];
    const used = [...commands.matchAll(/\$\{?([A-Z_]+)/g)]
      .map(([, name = '']) => name)
      .filter((name) => !own.includes(name));
    expect(new Set(used)).toEqual(new Set(['PUBLIC_URL', 'TLS_DIR', 'BACKUP_DIR']));
    for (const name of used) expect(namesOf('deploy/production.env.example')).toContain(name);
  });

  it('says of the Kubernetes that the manifests are checked for which one it is', () => {
    expect(page).toContain('checked against the schema of 1.33');
    const { devDependencies } = JSON.parse(readText('package.json')) as { devDependencies: Record<string, string> };
    // Its versions are not those of Kubernetes: 4.5 brings 1.33.0.
    expect(devDependencies['kubernetes-models']).toMatch(/^4\.5\.\d+$/);
  });
});
