import { existsSync } from 'node:fs';
import { parse } from 'yaml';
import { parseSettings } from '../../../src/config/settings.js';
import { VARIABLES, type Variable } from '../../../src/config/settings.schema.js';
import {
  composeFile,
  environmentOf,
  problemsOfCompose,
  seconds,
  type ComposeService,
} from '../../support/deploy/compose-file.js';
import { filesBelow, inProject, readText, readYaml, SET_BY_A_PERSON } from '../../support/deploy/deploy-files.js';
import { namesOf } from '../../support/deploy/env-file.js';

const FILES = ['docker-compose.yml', 'docker-compose.dev.yml'];
const set = composeFile('docker-compose.yml', SET_BY_A_PERSON);
const replicas = Object.entries(set.services).filter(([name]) => /^crownline-[a-z]$/.test(name));
const addressOf = ({ networks }: ComposeService, network: string) =>
  networks && !Array.isArray(networks) ? networks[network]?.ipv4_address : undefined;

describe.each(FILES)('%s', (file) => {
  it('is what the Compose Specification allows', () => {
    expect(problemsOfCompose(readYaml(file))).toEqual([]);
  });

  it.each([
    ['a field that the specification does not know', 'services:', 'services:\n  planted: { image: x, memory: 1g }'],
    ['a value of the wrong kind', 'services:', 'services:\n  planted: { image: [x] }'],
    ['a top level of its own', 'services:', 'planted: {}\nservices:'],
  ])('would be refused with %s', (_what, from, to) => {
    const broken = parse(readText(file).replace(from, to), { merge: true }) as unknown;
    expect(problemsOfCompose(broken)).not.toEqual([]);
  });

  it('names a version of every image', () => {
    for (const { image } of Object.values(composeFile(file, SET_BY_A_PERSON).services))
      expect(image).toMatch(/^[\w./-]+:(v?\d[\w.-]*|local)$/);
  });

  it('mounts volumes that it declares, and files that are there', () => {
    const { services, volumes = {} } = composeFile(file, SET_BY_A_PERSON);
    const mounted = Object.values(services).flatMap((service) => service.volumes ?? []);
    for (const source of mounted.map((mount) => mount.split(':')[0] ?? '')) {
      if ([SET_BY_A_PERSON.TLS_DIR, SET_BY_A_PERSON.BACKUP_DIR, '/'].includes(source)) continue;
      const found = source.startsWith('./') ? existsSync(inProject(source)) : source in volumes;
      expect({ source, found }).toEqual({ source, found: true });
    }
  });
});

describe('the set for production', () => {
  it('does not start without its secrets, and says which', () => {
    const missing = Object.keys(SET_BY_A_PERSON);
    for (const name of missing) {
      const start = () => composeFile('docker-compose.yml', { ...SET_BY_A_PERSON, [name]: '' });
      expect(start).toThrow(`set ${name} in .env`);
    }
    expect(namesOf('deploy/production.env.example').sort()).toEqual([...missing].sort());
  });

  it('has no password that somebody could look up', () => {
    const secrets = Object.entries(SET_BY_A_PERSON).filter(
      ([name]) => !['PUBLIC_URL', 'TLS_DIR', 'BACKUP_DIR'].includes(name),
    );
    const text = readText('docker-compose.yml');
    for (const [name] of secrets) expect(text).not.toMatch(new RegExp(`\\$\\{${name}(:?-|\\})`));
    for (const service of Object.values(set.services)) {
      for (const [name, value] of Object.entries(environmentOf(service))) {
        if (!/PASSWORD|TOKEN|KEY/.test(name) || value === '') continue;
        expect(secrets.map(([, secret]) => secret)).toContain(value);
      }
    }
  });

  it('gives each replica an environment that production accepts', () => {
    expect(replicas.map(([name]) => name)).toEqual(['crownline-a', 'crownline-b']);
    for (const [, replica] of replicas) {
      expect(parseSettings(environmentOf(replica), 'server')).toMatchObject({ mode: 'production', trustedProxies: 1 });
    }
    const migration = environmentOf(set.services.migrate);
    expect(parseSettings(migration, 'database')).toMatchObject({ mode: 'production' });
    expect(Object.keys(migration).sort()).toEqual([
      'DATABASE_MIGRATION_URL',
      'DATABASE_URL',
      'ENCRYPTION_KEYS',
      'NODE_ENV',
    ]);
  });

  it('gives what serves a login of its own, and the owner of the database to migrations and backups alone', () => {
    const owner = SET_BY_A_PERSON.POSTGRES_PASSWORD ?? '';
    const holders = Object.entries(set.services).filter(([, service]) =>
      Object.values(environmentOf(service)).some((value) => value.includes(owner)),
    );
    expect(holders.map(([name]) => name).sort()).toEqual(['backup', 'migrate', 'postgres']);
    const { DATABASE_MIGRATION_URL, DATABASE_URL } = environmentOf(set.services.migrate);
    expect(new URL(DATABASE_MIGRATION_URL ?? '').username).toBe(environmentOf(set.services.postgres).POSTGRES_USER);
    expect(new URL(DATABASE_URL ?? '').username).toBe('crownline_login');
  });

  it('passes on every variable that means something in production, and no other', () => {
    // The first are for the host alone, OPERATOR for who runs a command, the last for migrations; the others are of the demo, and captures
    // hold what callers say.
    const kept: Variable[] = [
      'HOST',
      'METRICS_PORT',
      'METRICS_HOST',
      'OPERATOR',
      'DATA_DIR',
      'DEMO_CALL',
      'CAPTURE_DIR',
      'CAPTURE_AUDIO',
      'DATABASE_MIGRATION_URL',
    ];
    const expected = VARIABLES.filter((name) => !kept.includes(name)).sort();
    for (const [, replica] of replicas) expect(Object.keys(environmentOf(replica)).sort()).toEqual(expected);
  });

  it('gives calls longer to end than the server takes for it', () => {
    for (const [, replica] of replicas) {
      const { DRAIN_SECONDS } = environmentOf(replica);
      expect(Number(DRAIN_SECONDS)).toBe(300);
      expect(seconds(replica.stop_grace_period)).toBeGreaterThanOrEqual(Number(DRAIN_SECONDS) + 50);
    }
  });

  it('lets the server write to /tmp alone, with no rights', () => {
    for (const [, replica] of [...replicas, ['migrate', set.services.migrate] as const]) {
      expect(replica).toMatchObject({ read_only: true, cap_drop: ['ALL'], tmpfs: ['/tmp:size=64m'] });
    }
  });

  it('keeps all logs below a size and all rights as they are', () => {
    for (const service of Object.values(set.services)) {
      expect(service.logging?.options).toMatchObject({ 'max-size': '50m', 'max-file': '5' });
      expect(service.security_opt).toEqual(['no-new-privileges:true']);
    }
  });

  it('is reached from outside through the proxy alone', () => {
    const published = Object.entries(set.services).flatMap(([name, { ports = [] }]) =>
      ports.filter((port) => !port.startsWith('127.0.0.1:')).map((port) => `${name} ${port}`),
    );
    expect(published).toEqual(['proxy 80:8080', 'proxy 443:8443']);
    expect(readText('deploy/nginx/place/plain.conf').trim()).toBe('listen 8080;');
    expect(readText('deploy/nginx/place/tls.conf').trim()).toBe('listen 8443 ssl;');
  });

  it('has every replica in the proxy, at its address and port', () => {
    const listed = filesBelow('deploy/nginx/replicas').map((file) => [
      /([\w-]+)\.conf$/.exec(file)?.[1],
      /^server (\S+) max_fails=1 fail_timeout=5s;\n$/.exec(readText(file))?.[1],
    ]);
    const expected = replicas.map(([name, replica]) => [
      name,
      `${addressOf(replica, 'inside')}:${environmentOf(replica).PORT}`,
    ]);
    expect(listed.sort()).toEqual(expected);
    const update = readText('deploy/update.sh');
    for (const [name] of replicas) expect(/for replica in ([^;]+);/.exec(update)?.[1]?.split(' ')).toContain(name);
  });

  it('would leave a media socket alone for more than an hour, in the proxy', () => {
    const [, media = ''] = /location = \/twilio\/media \{([^}]*)\}/.exec(readText('deploy/nginx/nginx.conf')) ?? [];
    for (const direction of ['read', 'send']) {
      const [, hours] = new RegExp(`proxy_${direction}_timeout (\\d+)h;`).exec(media) ?? [];
      expect(Number(hours)).toBeGreaterThan(1);
    }
  });

  it('has its healthcheck and the proxy ask where there is an answer', () => {
    for (const [, replica] of replicas) {
      const { PORT } = environmentOf(replica);
      expect(replica.healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${PORT}/health/ready`);
      // The probe itself waits for the database for two seconds.
      expect(seconds(replica.healthcheck?.timeout)).toBeGreaterThan(2);
    }
    const probe = /listen (\S+);/.exec(readText('deploy/nginx/place/probe.conf'))?.[1];
    expect(set.services.proxy?.healthcheck?.test).toContain(`http://${probe}/`);
  });

  it('has Prometheus scrape every replica, with the rules beside it, and Grafana ask Prometheus', () => {
    const {
      alerting,
      scrape_configs: jobs,
      rule_files: rules,
    } = readYaml<PrometheusFile>('deploy/prometheus/prometheus.yml');
    const crownline = jobs.find(({ job_name: name }) => name === 'crownline');
    expect(crownline?.static_configs.flatMap(({ targets }) => targets)).toEqual(
      replicas.map(([name, replica]) => `${name}:${environmentOf(replica).PORT}`),
    );
    expect(crownline).not.toHaveProperty('metrics_path'); // the default is /metrics
    const others = ['node-exporter', 'postgres-exporter'];
    const targets = jobs.flatMap((job) =>
      job.static_configs.flatMap((each) => each.targets.map((target) => target.split(':')[0])),
    );
    expect(targets).toEqual(expect.arrayContaining(others));
    const [alertmanager] = alerting.alertmanagers.flatMap((each) =>
      each.static_configs.flatMap(({ targets: at }) => at),
    );
    expect(alertmanager).toBe('alertmanager:9093');
    expect(rules).toEqual(['/etc/prometheus/rules/*.yml']);
    expect(set.services.prometheus?.volumes).toContain('./deploy/prometheus/rules:/etc/prometheus/rules:ro');

    const [source] = readYaml<DatasourceFile>('deploy/grafana/provisioning/datasources/prometheus.yml').datasources;
    expect(source).toMatchObject({ uid: 'prometheus', url: 'http://prometheus:9090' });
    const [provider] = readYaml<ProviderFile>('deploy/grafana/provisioning/dashboards/crownline.yml').providers;
    expect(set.services.grafana?.volumes).toContain(`./deploy/grafana/dashboards:${provider?.options.path}:ro`);
    // All of them see each other.
    for (const name of ['prometheus', 'grafana', 'proxy', 'alertmanager', 'node-exporter'])
      expect(set.services[name]?.networks).toEqual(['inside']);
  });
});

describe('the set for development', () => {
  it('is the one service that the docs promise, on this machine alone and apart from production', () => {
    const development = composeFile('docker-compose.dev.yml', {});
    expect(Object.keys(development.services)).toEqual(['postgres']);
    expect(development.services.postgres?.ports).toEqual(['127.0.0.1:5432:5432']);
    expect(development.name).not.toBe(set.name);
  });
});

interface PrometheusFile {
  rule_files: string[];
  alerting: { alertmanagers: { static_configs: { targets: string[] }[] }[] };
  scrape_configs: { job_name: string; static_configs: { targets: string[] }[] }[];
}
interface DatasourceFile {
  datasources: { uid: string; url: string }[];
}
interface ProviderFile {
  providers: { options: { path: string } }[];
}
