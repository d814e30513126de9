import path from 'node:path';
import ts from 'typescript';
import { features } from '../server/src/features';
import { PRIVACY_CLASSES, privacyMap } from '../server/src/kernel/privacy';
import { allActions } from './support/contracts';
import { filesIn, importsOf, placesOf, readText, sourcesIn, type Import, type Source } from './support/sources';

const server = sourcesIn('server/src');
const admin = sourcesIn('admin/src');
const tests = sourcesIn('tests');
const all = [...server, ...admin, ...tests];

const MAX_LINES = 400;
const MAX_FILES_PER_FEATURE = 12;

const order = features.features.map(({ name }) => name);
const folderOf = (file: string): string => file.split('/')[2] ?? '';
const isKernel = (file: string): boolean => file.startsWith('server/src/kernel/');
const isInFolder = (file: string): boolean => file.split('/').length > 3;

describe('folders and files', () => {
  test('every folder of the server is the kernel or a feature in features.ts', () => {
    const folders = [...new Set(server.filter(({ file }) => isInFolder(file)).map(({ file }) => folderOf(file)))];
    expect(folders.sort()).toEqual(['kernel', ...order].sort());
  });

  test('features are flat', () => {
    expect([...server, ...admin].filter(({ file }) => file.split('/').length > 4).map(({ file }) => file)).toEqual([]);
  });

  test(`a feature holds at most ${MAX_FILES_PER_FEATURE} files`, () => {
    const counts = order.map((name) => [name, server.filter(({ file }) => folderOf(file) === name && isInFolder(file)).length] as const);
    expect(counts.filter(([, count]) => count > MAX_FILES_PER_FEATURE)).toEqual([]);
  });

  test(`no file is longer than ${MAX_LINES} lines`, () => {
    const lengths = all.map(({ file, text }) => [file, text.trimEnd().split('\n').length] as const);
    expect(lengths.filter(([, lines]) => lines > MAX_LINES)).toEqual([]);
  });

  test('nothing is called utils, helpers, common, misc or shared', () => {
    const everything = ['server', 'admin', 'tests', 'playground/src', 'playground/seed', 'playground/scripts'].flatMap((folder) => filesIn(folder, ['']));
    const drawer = /(^|[/.-])(utils?|helpers?|common|misc|shared)([/.-]|$)/i;
    expect(everything.filter((file) => drawer.test(file))).toEqual([]);
  });

  test('an index file holds no component', () => {
    expect(filesIn('admin/src', ['index.tsx'])).toEqual([]);
  });
});

describe('imports', () => {
  const violations = (sources: readonly Source[], isWrong: (found: Import & { target: string }, source: Source) => boolean): string[] =>
    sources.flatMap((source) =>
      importsOf(source)
        .filter((found): found is Import & { target: string } => found.target !== null)
        .filter((found) => isWrong(found, source))
        .map(({ line }) => line),
    );

  test('a feature imports only features above it, and only their index, contract and events', () => {
    const found = violations(
      server.filter(({ file }) => isInFolder(file) && !isKernel(file)),
      ({ target, isTypeOnly }, { file }) => {
        const [from, to, door = 'index'] = [folderOf(file), folderOf(target), target.split('/')[3]];
        if (to === from || to === 'kernel') return false;
        if (!order.includes(to)) return !(isTypeOnly || target === 'server/src/config');
        if (order.indexOf(to) > order.indexOf(from)) return true;
        return !(['index', 'contract', 'events'].includes(door) || (isTypeOnly && door === 'service'));
      },
    );
    expect(found).toEqual([]);
  });

  test('the kernel imports nothing of the product', () => {
    expect(violations(server.filter(({ file }) => isKernel(file)), ({ target }) => !target.startsWith('server/src/kernel/'))).toEqual([]);
  });

  test('a contract is pure: zod, the kernel’s contract and other contracts', () => {
    const contracts = server.filter(({ file }) => file.endsWith('/contract.ts'));
    const found = contracts.flatMap((source) =>
      importsOf(source)
        .filter(({ specifier, target }) => (target === null ? specifier !== 'zod' : !target.endsWith('/contract')))
        .map(({ line }) => line),
    );
    expect(contracts.length).toBeGreaterThan(features.contracts.length);
    expect(found).toEqual([]);
  });

  /** Rules that a browser and the server must answer alike (ADR 0007): they know nothing but types and contracts. */
  const SHARED_RULES = ['server/src/forms/logic'];

  test('the admin knows the server only by its contracts and by rules that both sides share', () => {
    expect(violations(admin, ({ target }) => target.startsWith('server/') && !/^server\/src\/[a-z-]+\/contract$/.test(target) && !SHARED_RULES.includes(target))).toEqual([]);
    const shared = server.filter(({ file }) => SHARED_RULES.includes(file.replace(/\.ts$/, '')));
    expect(violations(shared, ({ target, isTypeOnly }) => !isTypeOnly && !target.endsWith('/contract'))).toEqual([]);
    expect(shared.flatMap(importsOf).filter(({ target }) => target === null)).toEqual([]);
    expect(violations(server, ({ target }) => target.startsWith('admin/'))).toEqual([]);
  });

  test('nothing outside the tests imports the tests, but the playground’s seed', () => {
    expect(violations([...server, ...admin], ({ target }) => target.startsWith('tests/'))).toEqual([]);
  });
});

describe('what the code may not say', () => {
  test('any, or a comment that silences the compiler', () => {
    expect(placesOf(all, (node) => node.kind === ts.SyntaxKind.AnyKeyword)).toEqual([]);
    const silenced = /@ts-(ignore|nocheck|expect-error)/;
    expect(all.filter(({ file, text }) => file !== 'tests/architecture.test.ts' && silenced.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test('TODO without the number of an issue', () => {
    const loose = /\b(TODO|FIXME)\b(?!.{0,40}#\d+)/;
    expect(all.filter(({ file, text }) => file !== 'tests/architecture.test.ts' && loose.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test('a service looked up outside services.ts and the entry, but Strapi’s own in settings', () => {
    const isAllowed = (node: ts.CallExpression, { file, tree }: Source): boolean =>
      ['server/src/services.ts', 'server/src/index.ts'].includes(file) || (file.startsWith('server/src/settings/') && /^'admin::/.test(node.arguments[0]?.getText(tree) ?? ''));
    const found = placesOf(
      server,
      (node, source) => ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'service' && !isAllowed(node, source),
    );
    expect(found).toEqual([]);
  });

  test('a word of the CRM in the kernel', () => {
    const words = new Set(['contact', 'contacts', 'lead', 'leads', 'deal', 'deals', 'ticket', 'tickets', 'submission', 'submissions', 'company', 'companies']);
    const isCrmWord = (name: string): boolean => name.split(/(?=[A-Z])|_/).some((word) => words.has(word.toLowerCase()));
    expect(placesOf(server.filter(({ file }) => isKernel(file)), (node) => ts.isIdentifier(node) && isCrmWord(node.text))).toEqual([]);
  });

  /** Knex forgets the schema of a table that is named this way, so PostgreSQL finds no table: write 'table as t'. */
  test('a table’s alias as an object', () => {
    const isAlias = (node: ts.Node): boolean =>
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.expression.getText() !== 'Array' &&
      /^((left|right|inner|outer|full)?(Outer)?join|from)$/i.test(node.expression.name.text) &&
      node.arguments[0] !== undefined &&
      ts.isObjectLiteralExpression(node.arguments[0]);
    expect(placesOf(server, isAlias)).toEqual([]);
  });

  test('a list that is read without a limit', () => {
    const isUnbounded = (node: ts.Node, { tree }: Source): boolean => {
      if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || node.expression.name.text !== 'findMany') return false;
      const query = node.arguments[0]?.getText(tree) ?? '';
      return !/\blimit\b|\$in\b/.test(query);
    };
    expect(placesOf(server, isUnbounded)).toEqual([]);
  });
});

describe('declarations', () => {
  test('every attribute of every content type has a privacy class', () => {
    const entries = privacyMap(features.contentTypes as Parameters<typeof privacyMap>[0]);
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.filter(({ pii }) => pii === undefined || !PRIVACY_CLASSES.includes(pii)).map(({ uid, attribute }) => `${uid} ${attribute}`)).toEqual([]);
  });

  test('every content type has the plugin’s shape', () => {
    for (const [name, { schema }] of Object.entries(features.contentTypes)) {
      expect(schema.info.singularName).toBe(name);
      expect(schema.collectionName).toBe(`crm_${schema.info.pluralName.replaceAll('-', '_')}`);
      expect(schema.options).toEqual({ draftAndPublish: false, noStageAttribute: true });
      expect(schema.pluginOptions).toMatchObject({ 'content-manager': { visible: false }, 'content-type-builder': { visible: false }, i18n: { localized: false } });
      for (const index of schema.indexes ?? []) {
        expect(index.name).toMatch(new RegExp(`^${schema.collectionName}_`));
        expect(index.name.length).toBeLessThanOrEqual(55);
      }
    }
  });

  test('index names differ, because SQLite and PostgreSQL keep them in one place', () => {
    const names = Object.values(features.contentTypes).flatMap(({ schema }) => (schema.indexes ?? []).map(({ name }) => name));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('every event has a publisher and a line in docs/events.md', () => {
    const published = server.map(({ text }) => text).join('\n');
    const documented = readText('docs/events.md');
    const names = Object.keys(features.eventSchemas);
    expect(names.filter((name) => !new RegExp(`publish(Many)?\\(\\s*'${name.replace('.', '\\.')}'`).test(published))).toEqual([]);
    expect(names.filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
  });

  test('docs/events.md names no event that is gone', () => {
    const named = [...readText('docs/events.md').matchAll(/^\|\s*`([a-z-]+\.[A-Za-z-]+)`/gm)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !(name in features.eventSchemas))).toEqual([]);
  });

  test('a role preset grants only actions that exist', () => {
    const granted = Object.values(features.contributions.rolePresets).flat();
    expect(granted.length).toBeGreaterThan(0);
    expect(granted.filter((action) => !allActions.includes(action))).toEqual([]);
  });

  test('a timeline subject is a content type with an owner, and its permission comes in all widths', () => {
    const declared = features.contributions.timelineSubjects;
    expect(declared.length).toBeGreaterThan(0);
    for (const { uid, permission } of declared) {
      expect(features.contentTypes[uid.replace('plugin::crm.', '')]?.schema.attributes).toHaveProperty('owner');
      expect(allActions).toEqual(expect.arrayContaining([permission, `${permission}.team`, `${permission}.own`]));
    }
  });

  test('every contract belongs to a feature', () => {
    const written = server.filter(({ file }) => file.endsWith('/contract.ts') && !isKernel(file)).map(({ file }) => folderOf(file));
    expect(features.contracts.map(({ feature }) => feature).sort()).toEqual(written.filter((name) => readText(`server/src/${name}/contract.ts`).includes('defineEndpoints(')).sort());
  });
});

describe('words in the admin', () => {
  const translations = new Map(
    filesIn('admin/src', ['en.json']).flatMap((file) => Object.keys(JSON.parse(readText(file)) as Record<string, string>).map((key) => [key, file] as const)),
  );

  /** Strings as they are, and templates as patterns: `leads.status.${status}`. */
  const spoken = (): { literals: Set<string>; patterns: RegExp[] } => {
    const literals = new Set<string>();
    const patterns: RegExp[] = [];
    placesOf(admin, (node) => {
      if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) literals.add(node.text.replace(/^crm\./, ''));
      if (ts.isTemplateExpression(node) && /^[a-z-]+\./.test(node.head.text))
        patterns.push(new RegExp(`^${[node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`));
      return false;
    });
    return { literals, patterns };
  };

  test('every file of texts is loaded', () => {
    const loaded = [...readText('admin/src/translations.ts').matchAll(/import\('\.\/([a-z]+)\/en\.json'\)/g)].map(([, folder]) => `admin/src/${folder}/en.json`);
    expect(filesIn('admin/src', ['en.json']).sort()).toEqual(loaded.sort());
  });

  test('every text belongs to its folder or to the errors', () => {
    const wrong = [...translations].filter(([key, file]) => !key.startsWith(`${folderOf(file)}.`) && !key.startsWith('error.'));
    expect(wrong).toEqual([]);
  });

  test('every text id that a component asks for exists', () => {
    const asked = placesOf(admin, (node) => {
      if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'text') return false;
      const [id] = node.arguments;
      return id !== undefined && ts.isStringLiteral(id) && !translations.has(id.text);
    });
    expect(asked).toEqual([]);
  });

  test('no text is unused', () => {
    const { literals, patterns } = spoken();
    expect([...translations.keys()].filter((key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)))).toEqual([]);
  });

  test('a text for an error names a code that the server has', () => {
    const codes = server.map(({ text }) => text).join('\n');
    const orphans = [...translations.keys()].filter((key) => key.startsWith('error.') && !codes.includes(`'${key.slice('error.'.length)}'`));
    expect(orphans).toEqual([]);
  });

  test('no component says a word that is not in en.json', () => {
    const SPOKEN_ATTRIBUTES = new Set(['aria-label', 'aria-description', 'alt', 'title', 'label', 'placeholder', 'hint', 'subtitle', 'description']);
    const hasLetters = (text: string): boolean => /\p{L}{2,}/u.test(text);
    const found = placesOf(admin, (node) => {
      if (ts.isJsxText(node)) return hasLetters(node.text);
      if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer)) return SPOKEN_ATTRIBUTES.has(node.name.getText()) && hasLetters(node.initializer.text);
      if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteral(node.expression) && !ts.isJsxAttribute(node.parent)) return hasLetters(node.expression.text);
      return false;
    });
    expect(found).toEqual([]);
  });
});

test('every package that the plugin brings along is explained in server/README.md', () => {
  const { dependencies } = JSON.parse(readText('package.json')) as { dependencies: Record<string, string> };
  const explained = readText(path.join('server', 'README.md'));
  expect(Object.keys(dependencies).filter((name) => !explained.includes(`\`${name}\``))).toEqual([]);
});
