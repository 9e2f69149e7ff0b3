import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const browserGlobals = Object.fromEntries(
  [
    'window',
    'document',
    'navigator',
    'location',
    'history',
    'fetch',
    'localStorage',
    'sessionStorage',
    'crypto',
    'indexedDB',
    'TextEncoder',
    'TextDecoder',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'FormData',
    'URLSearchParams',
    'URL',
    'Event',
    'AbortController',
    'AbortSignal',
    'HTMLElement',
    'btoa',
    'atob',
    'performance',
    'addEventListener',
    'requestAnimationFrame',
    'Intl',
  ].map((name) => [name, 'readonly']),
);

export default defineConfig(
  globalIgnores(['dist/', 'data/', 'node_modules/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: process.cwd() } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false } },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.property.name='raw'] > TemplateLiteral[expressions.length>0]:first-child",
          message: 'Values enter SQL as bindings; build the text only from constants and say so.',
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: [
      'migrations/**/*.ts',
      'src/db/dialect/**/*.ts',
      'test/support/**/*.ts',
      'src/features/enrolment/repository.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['public/js/**/*.js'], languageOptions: { globals: browserGlobals } },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { module: 'writable', require: 'readonly', process: 'readonly' } },
  },
  { files: ['**/*.js'], languageOptions: { globals: { ...browserGlobals, process: 'readonly' } } },
);
