import path from 'node:path';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const GLOBAL_STRAPI = 'Take strapi from the context: the global breaks tests and hides a dependency.';
const NO_DEFAULT = { selector: 'ExportDefaultDeclaration', message: 'Export by name, so that a thing has one name everywhere.' };
const NO_CLASS = {
  selector: 'ClassDeclaration:not([superClass.name=/(Error|NotFound|Conflict|RuleViolation)$/])',
  message: 'Classes are for errors; a function that answers an object of functions does the rest.',
};
const NO_GLOBAL_STRAPI = { selector: "MemberExpression[object.name=/^(global|globalThis)$/][property.name='strapi']", message: GLOBAL_STRAPI };
const NO_LOOKUP = { selector: "CallExpression[callee.property.name='service']", message: 'Look services up in services.ts only; everywhere else they are a parameter.' };
const NO_MARKUP = [
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'What a visitor wrote is text, never markup.' },
  { selector: 'AssignmentExpression[left.property.name=/^(innerHTML|outerHTML)$/]', message: 'What a visitor wrote is text, never markup.' },
];
const EVERYWHERE = [NO_CLASS, NO_GLOBAL_STRAPI, ...NO_MARKUP];

const PROJECTS = ['server/tsconfig.json', 'admin/tsconfig.json', 'tests/tsconfig.json'];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'playground/**', '**/.cache/**', 'docs/**', 'test-results/**', 'playwright-report/**', '**/*.{js,cjs,mjs}'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['server/src/**/*.ts', 'admin/src/**/*.{ts,tsx}', 'tests/**/*.{ts,tsx}'],
    languageOptions: { parser: tseslint.parser, parserOptions: { project: PROJECTS, tsconfigRootDir: path.dirname(import.meta.dirname) } },
    plugins: { '@typescript-eslint': tseslint.plugin, 'react-hooks': reactHooks },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-empty-object-type': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      eqeqeq: ['error', 'always'],
      'max-lines': ['error', { max: 400 }],
      'no-await-in-loop': 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-param-reassign': 'error',
      'no-restricted-globals': ['error', { name: 'strapi', message: GLOBAL_STRAPI }],
      'no-restricted-syntax': ['error', NO_DEFAULT, ...EVERYWHERE],
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['server/src/**/*.ts'],
    // Settings reads Strapi's own users and roles, which only exist as services.
    ignores: ['server/src/services.ts', 'server/src/settings/**'],
    rules: { 'no-restricted-syntax': ['error', NO_DEFAULT, NO_LOOKUP, ...EVERYWHERE] },
  },
  {
    // Strapi, Jest and Playwright each ask for a default export here.
    files: ['server/src/index.ts', 'admin/src/index.ts', 'tests/support/global-*.ts', 'tests/e2e/playwright.config.ts'],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE] },
  },
  {
    // Tests do one thing after the other on purpose.
    files: ['tests/**/*.{ts,tsx}'],
    rules: { 'no-await-in-loop': 'off' },
  },
  {
    // Playwright hands fixtures on by `use()`, which is no hook.
    files: ['tests/e2e/**/*.ts'],
    rules: { 'react-hooks/rules-of-hooks': 'off' },
  },
  {
    // The benchmark prints its table.
    files: ['tests/bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
);
