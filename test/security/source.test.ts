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

/**
 * Where a partial lets a value stand as markup. Pages need no list: the check of the templates lets only `Html` stand there,
 * which comes from the renderer of lessons, the sanitiser, the charts or an escape.
 */
const RAW_IN_PARTIALS = [
  'assessment/items/gaps.ejs: piece.html',
  'assessment/items/matching.ejs: prompt.text',
  'assessment/items/multiple.ejs: option.text',
  'assessment/items/ordering.ejs: step.text',
  'assessment/items/review.ejs: decision.choice',
  'assessment/items/review.ejs: decision.consequence',
  'assessment/items/review.ejs: decision.text',
  'assessment/items/review.ejs: part.given',
  'assessment/items/review.ejs: part.of',
  'assessment/items/review.ejs: part.reason',
  'assessment/items/review.ejs: part.right',
  'assessment/items/review.ejs: review.ending',
  'assessment/items/single.ejs: option.text',
  'assessment/items/truefalse.ejs: option.text',
  'bank/items/as-asked.ejs: shown.stem',
  'bank/items/item-show.ejs: html(answer.feedback)',
  'bank/items/item-show.ejs: html(distractor.text)',
  'bank/items/item-show.ejs: html(item.feedback)',
  'bank/items/item-show.ejs: html(item.graderNotes)',
  'bank/items/item-show.ejs: html(item.stem)',
  "bank/items/item-show.ejs: html(item.text).replace(/\\{\\{([a-z0-9-]+)\\}\\}/g, '[$1]')",
  'bank/items/item-show.ejs: html(option.feedback)',
  'bank/items/item-show.ejs: html(option.text)',
  'bank/items/item-show.ejs: html(pair.answer)',
  'bank/items/item-show.ejs: html(pair.prompt)',
  'bank/items/item-show.ejs: html(step.text)',
  'layouts/page.ejs: frame.body',
  'layouts/page.ejs: out',
];

/** Who says that a text is safe: what makes it so, and nobody who only passes it on. */
const SAYS_SAFE = [
  'src/features/assessment/asked.ts',
  'src/features/assessment/item-texts.ts',
  'src/features/content/inline-text.ts',
  'src/features/content/lesson-blocks.ts',
  'src/features/content/sanitise.ts',
  'src/features/lessons/views.ts',
  'src/features/privacy/notice-text.ts',
  'src/features/reports/routes.ts',
];

/** Where SQL is put together: names of tables and columns that the sources hold, never a value. */
const NAMES_IN_SQL = [
  'src/db/batches.ts: void page.whereRaw(`(${names}) > (${marks})`, [...key, ...values]);',
  'src/db/dialect/sqlite-fresh.ts: .some((name) => connection.prepare(`select 1 from "${name}" limit 1`).get() !== undefined);',
  'src/features/content/reference-lists.ts: const rows = await reads.all(`select document from ${table} order by position`, []);',
  'src/features/reports/choices-queries.ts: return stateCode === null ? all(sql, []) : all(`${sql} where ${column} = ?`, [stateCode]);',
  "src/features/reports/invariants.ts: yield* idsOf(db('enrolments as e').whereRaw(`e.tried_on is distinct from ${tried}`), 'e.id');",
  'src/features/reports/queries.ts: void query.select(db.raw(`${expression} as k${String(at)}`)).groupByRaw(expression);',
  "src/features/results/gradebook-queries.ts: if (avance === 'sin-iniciar') void found.whereRaw(`not ${HAS_BEGUN}`);",
  "src/features/results/gradebook-queries.ts: if (resultado === 'sin-intento') void found.whereRaw(`not ${anAttempt('')}`, [quizId]);",
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

  it('start no program but the compiler, in the build, and the process that draws', () => {
    expect(linesWith(/child_process/, EVERYWHERE, CODE)).to.deep.equal([
      "src/build.ts: import { spawnSync } from 'node:child_process';",
      "src/lib/apart.ts: import { fork, type ChildProcess } from 'node:child_process';",
    ]);
  });

  it('put no text into a page as markup', () => {
    const pattern = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|DOMParser/;
    // The preview that the server made with the renderer and the sanitiser of lessons.
    expect(linesWith(pattern, ['public'], CODE)).to.deep.equal([
      "public/js/editor.js: const page = new window.DOMParser().parseFromString(await answer.text(), 'text/html');",
    ]);
  });

  it('leave markup unescaped in the partials that are known, and nowhere else', () => {
    const found = linesWith(/<%-/, ['views'], /(?:^layouts|partials|items)\/.*\.ejs$/).flatMap(
      (line) => {
        const file = line.slice('views/'.length, line.indexOf(': '));
        return [...line.matchAll(/<%-(?!\s*include\()\s*([^%]*?)\s*-?%>/g)].map(
          ([, value]) => `${file}: ${value ?? ''}`,
        );
      },
    );
    expect([...new Set(found)].sort()).to.deep.equal(RAW_IN_PARTIALS);
  });

  it('say that a text is safe where it is made so, and nowhere else', () => {
    const found = linesWith(/\basHtml\(|as Html\b/, ['src'], CODE).map(
      (line) => line.split(': ')[0] ?? '',
    );
    expect([...new Set(found)].filter((file) => file !== 'src/lib/html.ts').sort()).to.deep.equal(
      SAYS_SAFE,
    );
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
