import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { projectRoot } from '../../../src/config/project-root.js';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export const inProject = (path: string): string => join(projectRoot, path);

export const readText = (path: string): string => readFileSync(inProject(path), 'utf8');

/** With merge keys, which the compose file is written with. */
export const readYaml = <T = Json>(path: string): T => parse(readText(path), { merge: true }) as T;

/** The documents of a file, in their order. */
export const readDocuments = <T = Json>(path: string): T[] =>
  parseAllDocuments(readText(path)).map((document) => {
    if (document.errors[0]) throw document.errors[0];
    return document.toJS() as T;
  });

/** Files below a folder, from the project's folder. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(inProject(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length + 1));

/** What stands in production for what a person has to set. */
export const SET_BY_A_PERSON: Record<string, string> = {
  PUBLIC_URL: 'https://phone.example.com',
  TLS_DIR: '/srv/crownline/tls',
  BACKUP_DIR: '/srv/crownline/backups',
  POSTGRES_PASSWORD: 'a1b2c3',
  APP_DATABASE_PASSWORD: 'b2c3d4',
  GRAFANA_ADMIN_PASSWORD: 'd4e5f6',
  ENCRYPTION_KEYS: `main:${Buffer.alloc(32, 1).toString('base64')}`,
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'token',
  DEEPGRAM_API_KEY: 'key',
};
