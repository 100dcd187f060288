import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    // What villains hand in is no code of ours.
    ignores: [
      '**/dist/',
      'build/',
      'work/',
      'course/',
      '.venv/',
      '.unrolled/',
      'tests/attacks/cells/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    // AssemblyScript has number types that TypeScript can't tell apart: <usize>i converts.
    files: ['lib/kernel/*.ts'],
    rules: { '@typescript-eslint/no-unnecessary-type-assertion': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: { module: 'readonly', process: 'readonly', console: 'readonly', URL: 'readonly' },
    },
  },
);
