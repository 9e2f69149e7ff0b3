/**
 * Reads every template with the compiler: each becomes a function of its page type, so a misspelt field or sentence in a
 * view is a compile error. Partials and layouts are left to the pages that include them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');
const views = join(root, 'views');

const TAG = /<%([-=_#]?)([\s\S]*?)(?:-|_)?%>/g;

/** The TypeScript of a template: its code as it stands, its outputs as expressions, its text left out. */
function toTypeScript(name: string, source: string): string {
  let code = '';
  let at = 0;
  for (const match of source.matchAll(TAG)) {
    const before = source.slice(at, match.index);
    code += '\n'.repeat(before.split('\n').length - 1);
    const [whole, kind = '', body = ''] = match;
    if (kind === '=') code += `;__out(${body.trim()});`;
    else if (kind === '-') code += `;__raw(${body.trim()});`;
    else if (kind !== '#') code += body;
    if (kind === '#') code += '\n'.repeat(whole.split('\n').length - 1);
    at = match.index + whole.length;
  }
  return (
    `import type { Pages, TemplateLocals } from '../src/http/render.ts'; import '../src/app.ts'; ` +
    `import type { Html } from '../src/lib/html.ts'; ` +
    'type Include = (name: string, data?: object) => Html; ' +
    // What a template says itself is safe: a literal, but no string that came from elsewhere.
    'declare const __raw: <const T extends string | null | undefined>(' +
    'value: T extends Html | null | undefined ? T : string extends T ? Html : T) => void; ' +
    'declare const __out: (value: string | number | null | undefined | boolean) => void; ' +
    `export const view = (locals: TemplateLocals<Pages['${name}']>, include: Include) => { void include; ${code}\n};`
  );
}

/** Partials and layouts serve many pages and take what they are given. */
const isPage = (name: string): boolean => !/^(partials|layouts)\/|\/(items|partials)\//.test(name);

const files = new Map<string, string>();
for (const entry of readdirSync(views, { recursive: true, withFileTypes: true })) {
  if (!entry.name.endsWith('.ejs')) continue;
  const path = join(entry.parentPath, entry.name);
  const name = relative(views, path).replace(/\.ejs$/, '');
  if (isPage(name))
    files.set(
      join(views, `${name.replaceAll('/', '__')}.view.ts`),
      toTypeScript(name, readFileSync(path, 'utf8')),
    );
}

const configFile = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
const { options } = ts.parseJsonConfigFileContent(configFile.config, ts.sys, root);
const checked: ts.CompilerOptions = {
  ...options,
  noEmit: true,
  noUnusedLocals: false,
  noUnusedParameters: false,
  noImplicitReturns: false,
  noImplicitAny: true,
};
const host = ts.createCompilerHost(checked);
const read = host.readFile.bind(host);
const exists = host.fileExists.bind(host);
const open = host.getSourceFile.bind(host);
host.readFile = (path) => files.get(path) ?? read(path);
host.fileExists = (path) => files.has(path) || exists(path);
host.getSourceFile = (path, version, ...rest) => {
  const text = files.get(path);
  return text === undefined
    ? open(path, version, ...rest)
    : ts.createSourceFile(path, text, version);
};

const program = ts.createProgram([...files.keys()], checked, host);
const problems = ts
  .getPreEmitDiagnostics(program)
  .filter(({ file }) => file !== undefined && files.has(file.fileName));
for (const { file, start, messageText } of problems) {
  const position = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
  const name = relative(views, file?.fileName ?? '')
    .replaceAll('__', '/')
    .replace('.view.ts', '.ejs');
  process.stderr.write(
    `views/${name}:${String(position)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}\n`,
  );
}
process.exit(problems.length === 0 ? 0 : 1);
