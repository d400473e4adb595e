import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// Time, randomness and ids are inputs (ARCHITECTURE.md, "Time"): only these folders may ask the machine for them.
const wallClock = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Inject Clock.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Inject Clock.' },
  { selector: "CallExpression[callee.name='setTimeout']", message: 'Use Clock.after.' },
  { selector: "CallExpression[callee.name='setInterval']", message: 'Use Clock.every.' },
  { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: 'Inject Clock.' },
];

export default tseslint.config(
  {
    ignores: [
      'dist',
      '.build',
      '.data',
      'coverage',
      'src/generated',
      'src/console/client/api.schema.ts',
      '**/*.mjs',
      '**/*.cjs',
      '*.config.ts',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/common/clock/**', 'src/common/logging/**'],
    rules: { 'no-restricted-syntax': ['error', ...wallClock] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/config/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'src/config reads the environment; inject AppConfig.' },
      ],
    },
  },
  { files: ['**/*.spec.ts', 'test/**'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off' } },
);
