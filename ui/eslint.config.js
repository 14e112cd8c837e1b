import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

const platformPackage = {
  group: ['@tauri-apps/*'],
  message: 'Only src/backend speaks to the platform; add what is missing to its interface.',
};
const devOnly = {
  group: ['**/dev/*', '@/dev/*'],
  message: 'The in-memory backend never ships; start.ts loads it behind import.meta.env.DEV.',
};

export default ts.config(
  { ignores: ['dist', 'src/backend/generated'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      'no-restricted-imports': ['error', { patterns: [platformPackage, devOnly] }],
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      // Every text of a page or a user is text: nothing is ever put in as HTML.
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inline-styles': ['error', { allowTransitions: true }],
      'svelte/button-has-type': 'error',
      'svelte/no-target-blank': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    // TypeScript itself knows what is defined.
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['src/backend/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [devOnly] }] },
  },
  {
    files: ['tests/**', 'src/dev/**', 'src/**/*.test.ts', 'src/start.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [platformPackage] }] },
  },
  {
    files: ['*.config.{js,ts}'],
    languageOptions: { globals: { ...globals.node } },
  },
);
