import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/project-root.js';
import { figuresSchema, type Figures } from './capacity.types.js';
import { assumptionsSchema, type Assumptions } from './model/assumptions.types.js';

const DOCS = join(projectRoot, 'docs');
const ASSUMPTIONS_FILE = join(DOCS, 'capacity.assumptions.json');
export const FIGURES_FILE = join(DOCS, 'capacity.figures.json');
export const PAGE_FILE = join(DOCS, 'capacity.md');

/** @throws ZodError when the file is not what it should be */
export const readFigures = (file: string = FIGURES_FILE): Figures => figuresSchema.parse(readJson(file));

/** @throws ZodError likewise */
export const readAssumptions = (): Assumptions => assumptionsSchema.parse(readJson(ASSUMPTIONS_FILE));

export const writeFigures = (file: string, figures: Figures): void =>
  writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
