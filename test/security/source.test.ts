import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../src/lib/project-root.ts';

/** The lines of the sources in these folders that fit a pattern, as `file: line`. */
function linesWith(pattern: RegExp, folders: readonly string[], ending: RegExp): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => ending.test(file))
      .flatMap((file) =>
        readFileSync(join(projectRoot, folder, file), 'utf8')
          .split('\n')
          .filter((line) => pattern.test(line) && !/^\s*(?:\*|\/\/|\/\*)/.test(line))
          .map((line) => `${folder}/${file}: ${line.trim()}`),
      ),
  );
}
const CODE = /\.(?:ts|js)$/;
const SERVER = ['src', 'migrations'];
const EVERYWHERE = [...SERVER, 'public'];

/** Where a value enters a page as markup: made by the renderer of lessons, by the sanitiser or by the charts. */
const RAW_MARKUP = [
  'views/layouts/page.ejs: <%- frame.body -%>',
  'views/lessons/lesson.ejs: <div class="prose"><%- page.alternative %></div>',
  'views/lessons/lesson.ejs: <div class="prose"><%- part.html %></div>',
  'views/privacy/notice.ejs: <div class="prose"><%- page.html %></div>',
  'views/reports/completion.ejs: <div class="only-narrow"><%- page.charts.narrow %></div>',
  'views/reports/completion.ejs: <div class="only-wide"><%- page.charts.wide %></div>',
];

/** Where SQL is put together: names of tables and columns that the sources hold, never a value. */
const NAMES_IN_SQL = [
  'src/db/batches.ts: void page.whereRaw(`(${names}) > (${marks})`, [...key, ...values]);',
  'src/db/dialect/sqlite-fresh.ts: .some((name) => connection.prepare(`select 1 from "${name}" limit 1`).get() !== undefined);',
  'src/features/content/reference-lists.ts: const rows = await reads.all(`select document from ${table} order by position`, []);',
  'src/features/reports/choices-queries.ts: return stateCode === null ? all(sql, []) : all(`${sql} where ${column} = ?`, [stateCode]);',
  'src/features/reports/queries.ts: void query.select(db.raw(`${expression} as k${String(at)}`)).groupByRaw(expression);',
];

/** What is taken from the network's modules: to listen, never to fetch. */
const LISTENERS = [
  "src/http/drain.ts: import { Server as Listener } from 'node:net';",
  "src/metrics/serve.ts: import { createServer, type Server } from 'node:http';",
];

describe('the sources', () => {
  it('make no code out of text', () => {
    const pattern = /\beval\(|new Function\(|\bvm\.|setTimeout\(\s*['"`]|setInterval\(\s*['"`]/;
    const known = 'src/http/template.ts';
    const found = linesWith(pattern, EVERYWHERE, CODE).filter((line) => !line.startsWith(known));
    expect(found).to.deep.equal([]);
  });

  it('start no program but the compiler, in the build', () => {
    expect(linesWith(/child_process/, EVERYWHERE, CODE)).to.deep.equal([
      "src/build.ts: import { spawnSync } from 'node:child_process';",
    ]);
  });

  it('put no text into a page as markup', () => {
    const pattern = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|DOMParser/;
    expect(linesWith(pattern, ['public'], CODE)).to.deep.equal([]);
  });

  it('leave markup unescaped in the places that are known, and nowhere else', () => {
    const found = linesWith(/<%-/, ['views'], /\.ejs$/).filter(
      (line) => !/<%-\s*include\(/.test(line),
    );
    expect(found.sort()).to.deep.equal(RAW_MARKUP);
  });

  it('write values into SQL as bindings', () => {
    const pattern = /(?:raw|Raw|prepare|all)\(\s*`[^`]*\$\{(?![A-Z]+\})/;
    expect(linesWith(pattern, SERVER, CODE).sort()).to.deep.equal(NAMES_IN_SQL);
  });

  it('use SHA-2, AES-GCM, HMAC, argon2id and no older algorithm', () => {
    const weak = /createHash\(\s*['"](?:md5|sha1)|['"](?:des-|rc4)|-ecb|-cbc/i;
    expect(linesWith(weak, SERVER, CODE)).to.deep.equal([]);
  });

  it('fetch no address', () => {
    const pattern = /\bfetch\(|node:https?'|node:net'|node:dgram'|axios|undici/;
    const found = linesWith(pattern, ['src'], CODE).filter((line) => !line.includes('import type'));
    expect(found.sort()).to.deep.equal(LISTENERS);
  });
});
