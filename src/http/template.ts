import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ejs from 'ejs';
import { projectRoot } from '../lib/project-root.ts';

const viewsFolder = join(projectRoot, 'views');
type Render = (locals: object) => string;

const compiled = new Map<string, Render>();

/** Forgets what was compiled. */
export const forgetTemplates = (): void => {
  compiled.clear();
};

/**
 * A compiled template, without `with`, so that the engine can optimise it. Includes are found here, by name: EJS's own look
 * for the file on the disk at each of them, on every request.
 */
export function template(name: string, cache: boolean): Render {
  const known = cache ? compiled.get(name) : undefined;
  if (known !== undefined) return known;
  const filename = join(viewsFolder, `${name}.ejs`);
  const text = readFileSync(filename, 'utf8').replace(/\binclude\(/g, 'locals.include(');
  const run = ejs.compile(text, { filename, strict: true, compileDebug: !cache });
  const folder = posix.dirname(name);
  const made: Render = (locals) =>
    run({
      ...locals,
      include: (path: string, data?: object) =>
        template(posix.join(folder, path), cache)({ ...locals, ...data }),
    });
  if (cache) compiled.set(name, made);
  return made;
}
