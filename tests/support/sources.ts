import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export const REPOSITORY = path.resolve(__dirname, '../..');

export interface Source {
  /** From the repository's root, with forward slashes. */
  file: string;
  text: string;
  tree: ts.SourceFile;
}

const SKIPPED = new Set(['node_modules', 'dist', '.cache', '.tmp', 'build', 'types', 'uploads', 'coverage', 'test-results']);

/** Every file below a folder of the repository that ends in one of `endings`. */
export const filesIn = (folder: string, endings: readonly string[] = ['.ts', '.tsx']): string[] =>
  readdirSync(path.join(REPOSITORY, folder), { withFileTypes: true })
    .filter(({ name }) => !SKIPPED.has(name))
    .flatMap((entry) => {
      const file = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(file, endings);
      return endings.some((ending) => file.endsWith(ending)) ? [file] : [];
    });

export const readText = (file: string): string => readFileSync(path.join(REPOSITORY, file), 'utf8');

export const sourcesIn = (folder: string): Source[] =>
  filesIn(folder).map((file) => {
    const text = readText(file);
    return { file, text, tree: ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS) };
  });

export const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
};

/** `file:line text`, so that an editor jumps there. */
export const place = ({ file, tree }: Source, node: ts.Node): string =>
  `${file}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1} ${node.getText(tree).replace(/\s+/g, ' ').slice(0, 90)}`;

/** What `select` finds in all sources, as places. */
export const placesOf = (sources: readonly Source[], select: (node: ts.Node, source: Source) => boolean): string[] => {
  const places: string[] = [];
  for (const source of sources)
    walk(source.tree, (node) => {
      if (select(node, source)) places.push(place(source, node));
    });
  return places;
};

export interface Import {
  /** As written. */
  specifier: string;
  /** From the repository's root without extension; null for a package. */
  target: string | null;
  isTypeOnly: boolean;
  line: string;
}

export const importsOf = (source: Source): Import[] => {
  const found: Import[] = [];
  walk(source.tree, (node) => {
    const specifier = specifierOf(node);
    if (!specifier) return;
    const isTypeOnly =
      ts.isImportTypeNode(node) ||
      (ts.isImportDeclaration(node) && isTypeImport(node)) ||
      (ts.isExportDeclaration(node) && node.isTypeOnly);
    const target = specifier.startsWith('.') ? path.posix.join(path.posix.dirname(source.file), specifier) : null;
    found.push({ specifier, target, isTypeOnly, line: place(source, node) });
  });
  return found;
};

const specifierOf = (node: ts.Node): string | null => {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) return node.moduleSpecifier.text;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) return node.argument.literal.text;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    return argument && ts.isStringLiteral(argument) ? argument.text : null;
  }
  return null;
};

const isTypeImport = ({ importClause }: ts.ImportDeclaration): boolean => {
  if (!importClause) return false;
  if (importClause.isTypeOnly) return true;
  const { name, namedBindings } = importClause;
  return !name && namedBindings !== undefined && ts.isNamedImports(namedBindings) && namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly);
};
