/**
 * `npm run shots -- [--to FOLDER] [--only WHO/PAGE] [--quick] [--shapes]`: the gallery. Every kind of page for everybody of the cast who reaches
 * it, and the states that no link leads to (`estados`), on a phone and on a desk, by day and by night, in both languages. `--only`
 * takes two regular expressions, either of them empty, and leaves the other pictures as they are. `--shapes` leaves out who sees the
 * same parts in other words. Says at the end which routes have no picture.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../src/lib/project-root.ts';
import { openCamera, SIDES } from './camera.ts';
import { openDemo, VISITORS } from './demo-pages.ts';
import { writeGallery } from './gallery.ts';
import { STATES, statesIn } from './states.ts';
import { leadsTo, type Ledger } from './route-states.ts';
import type { Subject } from './subject.ts';

const { values: options } = parseArgs({
  options: {
    to: { type: 'string', default: 'dist/shots' },
    only: { type: 'string', default: '/' },
    quick: { type: 'boolean', default: false },
    shapes: { type: 'boolean', default: false },
  },
});
const folder = resolve(projectRoot, options.to);
const [who = '', ...rest] = options.only.split('/');
const what = new RegExp(rest.join('/'));
const looks = (visitor: string): boolean => new RegExp(who).test(visitor);
const languages = options.quick ? (['es-MX'] as const) : (['es-MX', 'en'] as const);

const camera = await openCamera(folder, options.quick ? SIDES.slice(0, 1) : SIDES);
const failed: string[] = [];
const unseen = new Set<string>();
let taken = 0;

const visitors = VISITORS.filter(looks);
const demo = visitors.length > 0 ? await openDemo(options.shapes) : null;
for (const language of languages) {
  const addresses: string[] = [];
  const ledger: Ledger = {
    isSeen: (path) => addresses.some((address) => leadsTo(path, address)),
    noPage: (path) => unseen.add(path),
  };
  const photograph = async (subject: Subject): Promise<void> => {
    addresses.push(subject.address);
    if (!what.test(subject.what)) return;
    try {
      taken += await camera.take(subject, language);
    } catch (error) {
      failed.push(`${language} ${subject.who}/${subject.what}: ${String(error)}`);
    }
  };
  for (const visitor of visitors) {
    for (const subject of (await demo?.pagesOf(visitor, language)) ?? []) await photograph(subject);
  }
  if (looks(STATES))
    for await (const subject of statesIn(language, ledger)) await photograph(subject);
}
await demo?.close();
await camera.close();
console.log(`${String(taken)} pictures. Open ${writeGallery(folder)}`);
if (unseen.size > 0) console.log(`Routes without a picture:\n${[...unseen].join('\n')}`);
if (failed.length > 0) {
  console.error(failed.join('\n'));
  process.exitCode = 1;
}
