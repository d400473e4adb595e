import { text } from 'node:stream/consumers';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import openapiTS, { astToString } from 'openapi-typescript';

// What the tests do with the API's document, which comes on stdin: node scripts/api-tools.mjs lint|types

const source = await text(process.stdin);

const tools = {
  /** A line for each problem. */
  async lint() {
    const config = await createConfig({ extends: ['recommended'] });
    const problems = await lintFromString({ source, config });
    return problems.map(({ ruleId, message, location: [at] }) => `${ruleId}: ${message} (${at?.pointer})\n`).join('');
  },
  /** The types of the client. */
  async types() {
    const types = astToString(await openapiTS(source));
    return `// Generated from the API's own document: npm run api:client\n\n${types}`;
  },
};

const tool = tools[process.argv[2]];
if (!tool) throw new Error('expected lint or types');
process.stdout.write(await tool());
