import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ejs from 'ejs';
import { projectRoot } from '../lib/project-root.ts';

const viewsFolder = join(projectRoot, 'views');

type Run = (scope: Scope) => string;
type Find = (path: string) => Template;

/**
 * What a template finds under `locals`: what it was given, over what the template around it was given. Made by one
 * constructor, all scopes are of one shape, which is read fast and takes little memory; and nothing is found in them that
 * nobody gave, whatever stands on the prototype of every object.
 */
class Scope {
  readonly #find: Find;
  /** The helpers of pages come first in every scope. */
  page = undefined;
  t = undefined;
  fmt = undefined;
  lang = undefined;
  asset = undefined;
  actor = undefined;
  errorOf = undefined;
  allErrors = undefined;

  constructor(find: Find, given: object, own: object | undefined) {
    Object.assign(this, given, own);
    this.#find = find;
  }

  include(path: string, own?: object): string {
    return this.#find(path).within(this, own);
  }
}
Object.setPrototypeOf(Scope.prototype, null);

/** A compiled template. */
class Template {
  private readonly run: Run;
  private readonly find: Find;

  constructor(run: Run, find: Find) {
    this.run = run;
    this.find = find;
  }

  /** As a part of another template, whose locals it may read. */
  within(scope: object, own?: object): string {
    return this.run(new Scope(this.find, scope, own));
  }
}

const compiled = new Map<string, Template>();

/** Forgets what was compiled. */
export const forgetTemplates = (): void => {
  compiled.clear();
};

/** `unsafePrototypeLocals` takes the scope as it is: EJS would copy it at each call into an object without prototype. */
const OPTIONS = { strict: true, unsafePrototypeLocals: true, async: false } as const;

/**
 * Compiled without `with`, so that the engine can optimise it. Includes are found here, by name: EJS's own look for the file
 * on the disk at each of them, on every request.
 */
function compile(name: string, cache: boolean): Template {
  const known = cache ? compiled.get(name) : undefined;
  if (known !== undefined) return known;
  const filename = join(viewsFolder, `${name}.ejs`);
  const text = readFileSync(filename, 'utf8').replace(/\binclude\(/g, 'locals.include(');
  const run: Run = ejs.compile(text, { ...OPTIONS, filename, compileDebug: !cache } as const);
  const folder = posix.dirname(name);
  const included = new Map<string, Template>();
  const made = new Template(run, (path) => {
    let found = included.get(path);
    if (found === undefined) {
      found = compile(posix.join(folder, path), cache);
      if (cache) included.set(path, found);
    }
    return found;
  });
  if (cache) compiled.set(name, made);
  return made;
}

/** A template by its name under `views/`, ready to be drawn. */
export const template = (name: string, cache: boolean): ((locals: object) => string) => {
  const made = compile(name, cache);
  return (locals) => made.within(locals);
};
