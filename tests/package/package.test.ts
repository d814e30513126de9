import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';
import { REPOSITORY, walk } from '../support/sources';
import { packPlugin, writePackedSite, type Packed } from './packed';

const run = promisify(execFile);
const MAX_CHUNK_BYTES = 60 * 1024;

let packed: Packed;

beforeAll(async () => {
  packed = await packPlugin();
}, 300_000);
afterAll(() => packed.remove());

const treeOf = (file: string): ts.SourceFile => ts.createSourceFile(file, readFileSync(path.join(packed.plugin, file), 'utf8'), ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);

/** What a file loads, by `import`, `export … from`, `import()` and `require()`. */
const loadedBy = (file: string): string[] => {
  const found: string[] = [];
  walk(treeOf(file), (node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) found.push(node.moduleSpecifier.text);
    if (!ts.isCallExpression(node)) return;
    const [argument] = node.arguments;
    const loads = node.expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(node.expression) && node.expression.text === 'require');
    if (loads && argument && ts.isStringLiteral(argument)) found.push(argument.text);
  });
  return found;
};

const packageOf = (specifier: string): string => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
const bundles = (): string[] => packed.files.filter((file) => /^dist\/.*\.m?js$/.test(file));

test('the tarball holds what it must and nothing else', () => {
  const allowed = /^(dist\/.+|README\.md|LICENSE|CHANGELOG\.md|package\.json)$/;
  expect(packed.files.filter((file) => !allowed.test(file))).toEqual([]);
  expect(packed.files).toEqual(
    expect.arrayContaining(['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json', 'dist/server/index.js', 'dist/server/index.mjs', 'dist/admin/index.js', 'dist/admin/index.mjs', 'dist/server/strapi-server.d.ts', 'dist/admin/strapi-admin.d.ts']),
  );
});

test('everything that is imported is declared', () => {
  const declared = new Set([...Object.keys(packed.manifest.dependencies), ...Object.keys(packed.manifest.peerDependencies)]);
  const foreign = bundles().flatMap((file) =>
    loadedBy(file)
      .filter((specifier) => !/^(\.|node:)/.test(specifier) && !builtinModules.includes(specifier))
      .filter((specifier) => !declared.has(packageOf(specifier)))
      .map((specifier) => `${file}: ${specifier}`),
  );
  expect(foreign).toEqual([]);
});

test('everything that is declared as a dependency is imported', () => {
  const imported = new Set(bundles().flatMap(loadedBy).map(packageOf));
  expect(Object.keys(packed.manifest.dependencies).filter((name) => !imported.has(name))).toEqual([]);
});

test('the browser gets no module of the server', () => {
  const loaded = bundles().filter((file) => file.startsWith('dist/admin/')).flatMap((file) => loadedBy(file).map((specifier) => `${file}: ${specifier}`));
  expect(loaded.filter((line) => /: (node:|@strapi\/utils$)/.test(line))).toEqual([]);
});

test('no ES module uses a global of CommonJS', () => {
  const GLOBALS = new Set(['require', 'module', 'exports', '__dirname', '__filename']);
  const used = bundles()
    .filter((file) => file.endsWith('.mjs'))
    .flatMap((file) => {
      const found: string[] = [];
      walk(treeOf(file), (node) => {
        if (!ts.isIdentifier(node) || !GLOBALS.has(node.text)) return;
        const { parent } = node;
        const isName =
          (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
          (ts.isPropertyAssignment(parent) && parent.name === node) ||
          ((ts.isParameter(parent) || ts.isVariableDeclaration(parent)) && parent.name === node);
        if (!isName) found.push(`${file}: ${parent.getText().slice(0, 60)}`);
      });
      return found;
    });
  expect(used).toEqual([]);
});

test('no part of the admin is heavier than 60 kB gzipped', () => {
  const heavy = bundles()
    .filter((file) => file.startsWith('dist/admin/') && file.endsWith('.mjs'))
    .map((file) => [file, gzipSync(readFileSync(path.join(packed.plugin, file))).length] as const)
    .filter(([, bytes]) => bytes > MAX_CHUNK_BYTES);
  expect(heavy).toEqual([]);
});

test('strapi-plugin verify is content', async () => {
  const { stdout, stderr } = await run(process.execPath, [path.join(REPOSITORY, 'node_modules/@strapi/sdk-plugin/bin/strapi-plugin.js'), 'verify'], { cwd: REPOSITORY });
  expect(`${stdout}${stderr}`).not.toMatch(/\[ERROR\]/);
}, 60_000);

test('a site boots with the packed plugin in a process of its own', async () => {
  const script = await writePackedSite(packed);
  const { stdout } = await run(process.execPath, [script], { cwd: packed.site, env: { ...process.env, NODE_ENV: 'production', STRAPI_TELEMETRY_DISABLED: 'true' } });
  const answers = JSON.parse(stdout.split('ANSWERS ')[1] ?? '{}') as Record<'unknownForm' | 'unknownFormSubmission' | 'me', { status: number; type: string; body: string }> & { tables: string[] };

  expect(answers.unknownForm).toMatchObject({ status: 404, type: expect.stringContaining('application/json') as string });
  expect(answers.unknownFormSubmission).toMatchObject({ status: 404, type: expect.stringContaining('application/json') as string });
  expect(JSON.parse(answers.unknownForm.body)).toEqual(expect.any(Object));
  expect(answers.me.status).toBe(401);
  expect(answers.tables).toEqual(expect.arrayContaining(['crm_contacts', 'crm_leads']));
}, 120_000);
