import { gift } from '../../src/features/bank/formats/gift.ts';
import type { Format } from '../../src/features/bank/formats/format.ts';
import { xlsx } from '../../src/features/bank/formats/xlsx.ts';
import { itemRepository, newItemId } from '../../src/features/bank/item-repository.ts';
import { bankRepository } from '../../src/features/bank/repository.ts';
import { lessonsBeside, savesBeside } from './beside.ts';
import { CONNECTIONS } from './load.ts';
import { enter, learners, readers, startAttempts, type Visitor } from './people.ts';
import { QuestionWriter, TAGS } from './questions.ts';
import { percentile, row, type Row } from './rows.ts';
import type { World } from './world.ts';

const ITEMS = 100_000;
const AT_ONCE = 5_000;
const IMPORTED = 5_000;
const ROUNDS = 8;

async function newBank({ browser }: Visitor, nombre: string): Promise<string> {
  const { location } = await browser.post('/ensenar/bancos', { nombre });
  if (!location.startsWith('/ensenar/bancos/')) throw new Error('No bank was made');
  return location;
}

/** Puts questions into a bank as an import does. */
async function fill({ db }: World, address: string, writer: QuestionWriter): Promise<void> {
  const bank = await bankRepository(db).byId(address.replace('/ensenar/bancos/', ''));
  if (bank === null) throw new Error('The bank is not there');
  const now = new Date();
  for (let done = 0; done < ITEMS; done += AT_ONCE) {
    const items = Array.from({ length: AT_ONCE }, () => ({
      item: { ...writer.next(), id: newItemId() },
      category: [],
    }));
    await db.transaction(async (trx) => {
      const first = await bankRepository(trx).takeNumbers(bank.id, items.length);
      await itemRepository(trx).add(bank, first, items, { by: null, now });
    });
  }
}

/** What people look for: rare and frequent words, one or two, with and without accents, beginnings, properties, later pages. */
function searches({ words }: QuestionWriter, place: string): [name: string, query: string][] {
  const at = (rank: number): string => words[rank] ?? '';
  const q = (...typed: string[]): string => `q=${encodeURIComponent(typed.join(' '))}`;
  const tag = (name: string): string => `etiqueta=${encodeURIComponent(name)}`;
  return [
    ['all', ''],
    ['frequent', q(at(6))],
    ['common', q(at(60))],
    ['seldom', q(at(600))],
    ['rare', q(at(words.length - 1))],
    ['place', q(place)],
    ['two-frequent', q(at(5), at(9))],
    ['two-common', q(at(45), at(90))],
    ['frequent-rare', q(at(4), at(900))],
    ['accents', q('mediación')],
    ['no-accents', q('mediacion comunitaria')],
    ['beginning', q('com')],
    ['tag', tag(TAGS[2] ?? '')],
    ['tag-word', `${tag(TAGS[5] ?? '')}&${q(at(30))}`],
    ['properties', `bloom=apply&dificultad=easy&${q(at(20))}`],
    ['number', q('4321')],
    ['page-2', `${q(at(8))}&pagina=2`],
    ['page-20', `${q(at(80))}&pagina=20`],
    ['retired', 'retirados=1'],
    ['nothing', q('xilófono')],
  ];
}

async function measureSearch(world: World, author: Visitor): Promise<Row[]> {
  const places = await world.db('municipalities').orderBy('cvegeo').pluck<string[]>('name');
  const writer = new QuestionWriter(7, places);
  const bank = await newBank(author, 'Cien mil');
  await fill(world, bank, writer);
  const took: number[] = [];
  const rows: Row[] = [];
  for (const [name, query] of searches(writer, places[1_200] ?? '')) {
    const mine: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const begun = performance.now();
      const path = `${world.product.url}${bank}?${query}`;
      const response = await fetch(path, { headers: author.headers });
      await response.text();
      if (!response.ok) throw new Error(`${path} answered ${String(response.status)}`);
      if (round > 0) mine.push(performance.now() - begun);
    }
    took.push(...mine);
    rows.push(row(`bank.search.${name}`, percentile(mine, 0.5), 'ms'));
  }
  return [
    row('bank.search.p50', percentile(took, 0.5), `ms of ${String(ITEMS)} questions`, '< 50'),
    row('bank.search.p95', percentile(took, 0.95), `ms of ${String(ITEMS)} questions`, '< 50'),
    ...rows,
  ];
}

interface Given {
  name: string;
  file: File;
}

async function fileOf(format: Format, name: string, writer: QuestionWriter): Promise<Given> {
  const items = Array.from({ length: IMPORTED }, () => ({ item: writer.next(), category: [] }));
  const parts: Buffer[] = [];
  for await (const part of format.write(items).chunks) parts.push(Buffer.from(part));
  const file = new File([new Uint8Array(Buffer.concat(parts))], `reactivos.${format.extension}`);
  return { name, file };
}

/** Sends a file, looks at what was understood, and adds it: as somebody does on the page. */
async function bringIn({ browser }: Visitor, bank: string, { file }: Given): Promise<void> {
  const form = new FormData();
  form.set('archivo', file);
  const sent = await browser.send('POST', `${bank}/importar`, form, {
    'sec-fetch-site': 'same-origin',
  });
  const preview = await browser.get(sent.location);
  if (preview.status !== 200) throw new Error(`The file was not read: ${String(sent.status)}`);
  const added = await browser.postAndFollow(sent.location, {});
  if (!added.text.replace(/\D/g, '').includes(String(IMPORTED)))
    throw new Error(`The questions were not added: ${added.text}`);
}

async function measureImports(world: World, author: Visitor): Promise<Row[]> {
  const writer = new QuestionWriter(11, ['León', 'Ecatepec', 'Oaxaca']);
  const files = [await fileOf(gift, 'gift', writer), await fileOf(xlsx, 'xlsx', writer)];
  const rows: Row[] = [];
  for (const given of files) {
    const bank = await newBank(author, given.name);
    const begun = performance.now();
    await bringIn(author, bank, given);
    const seconds = (performance.now() - begun) / 1000;
    rows.push(row(`bank.import.5000.${given.name}`, seconds, 's, read, seen and added', '< 10'));
  }
  return [...rows, ...(await measureBeside(world, author, files))];
}

/** What readers of lessons and somebody who answers a quiz notice of imports. */
async function measureBeside(
  world: World,
  author: Visitor,
  files: readonly Given[],
): Promise<Row[]> {
  const visitors = await readers(world);
  const [first] = files;
  if (first === undefined) throw new Error('There is nothing to bring in');
  const { p99, times } = await lessonsBeside(world, visitors, async (time) => {
    const given = files[time % files.length] ?? first;
    await bringIn(author, await newBank(author, `Junto ${String(time)}`), given);
  });
  const [learner] = await learners(world, 1);
  if (learner === undefined) throw new Error('Nobody takes a quiz');
  const student = await enter(world, learner.id, learner.username);
  const [attempt = ''] = await startAttempts([student]);
  const bank = await newBank(author, 'Mientras alguien responde');
  const saves = await savesBeside(student, attempt, () => bringIn(author, bank, first));
  return [
    row('bank.import.lesson-p99', p99, `ms at ${String(CONNECTIONS)}`, '< 50'),
    row('bank.import.meanwhile', times, 'files of 5,000 meanwhile'),
    row('bank.import.save-most', saves.most, 'ms that a save waits at most', '< 200'),
  ];
}

/** A bank of 100,000 questions is searched, and files of 5,000 come in. */
export async function measureBank(world: World, author: Visitor): Promise<Row[]> {
  return [...(await measureImports(world, author)), ...(await measureSearch(world, author))];
}
