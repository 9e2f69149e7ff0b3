import { expect } from 'chai';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import readWorkbook from 'read-excel-file/node';
import type { Row } from '../../src/lib/rows.ts';
import { sendXlsx, type Sheet } from '../../src/lib/xlsx.ts';
import { letterOf } from '../../src/lib/xlsx-parts.ts';
import { unzipSync } from '../features/reports/unzip.ts';

const PART = 1_000;
const COLUMNS = [
  { title: 'Nombre', width: 36 },
  { title: 'Puntos', holds: 'figures' as const },
  { title: 'Día', holds: 'days' as const },
];

async function bytesOf(sheets: readonly Sheet[], mostRows?: number): Promise<Buffer> {
  const to = new PassThrough();
  const [bytes] = await Promise.all([buffer(to), sendXlsx(to, sheets, mostRows)]);
  return bytes;
}
const sheetOf = (...rows: Row[]): Sheet => ({ name: 'Hoja', columns: COLUMNS, rows: [rows] });

/** Rows that hardly shrink, as they are looked for; tells how many have been. */
function source(count: number) {
  const told = { rows: 0, ended: false };
  async function* rows(): AsyncGenerator<Row[]> {
    try {
      for (let from = 0; from < count; from += PART) {
        await Promise.resolve();
        yield Array.from({ length: PART }, (_, at): Row => {
          told.rows += 1;
          return [`${String(Math.random())}${String(Math.random())}`, from + at, '2026-11-26'];
        });
      }
    } finally {
      told.ended = true;
    }
  }
  return { told, sheet: { name: 'Hoja', columns: COLUMNS, rows: rows() } };
}

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((done) => setTimeout(done, 1));
};

describe('a workbook that is written', () => {
  it('comes in again as it was: numbers, days, and texts that are nothing else', async () => {
    const rows: Row[] = [
      ['Núñez & Cía <"los">  dos ', 12.5, '2026-02-28'],
      ['00912', 0, '2026-02-30'],
      ['GOMC850101MDFRRR08', 'n. d.', ''],
      ['línea\notra\tmás', -3, '1900-02-28'],
      ['_x0041_ \u0007 \ud83d\ude00', 1e21, '1900-03-01'],
    ];
    const [found] = await readWorkbook(await bytesOf([sheetOf(...rows)]), { trim: false });
    const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
    expect(found?.data).to.deep.equal([
      ['Nombre', 'Puntos', 'Día'],
      ['Núñez & Cía <"los">  dos ', 12.5, day('2026-02-28')],
      ['00912', 0, '2026-02-30'],
      ['GOMC850101MDFRRR08', 'n. d.', null],
      ['línea\notra\tmás', -3, '1900-02-28'],
      ['_x0041_ \u0007 \ud83d\ude00', 1e21, day('1900-03-01')],
    ]);
  });

  it('begins no formula: each text is one for good, and the dangerous are marked as typed behind an apostrophe', async () => {
    const texts = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\n=1',
      '＝1',
      '=HYPERLINK("x")',
    ];
    const parts = unzipSync(
      await bytesOf([sheetOf(...texts.map((text): Row => [text, '=2', '=3']))]),
    );
    const xml = parts['xl/worksheets/sheet1.xml'] ?? '';
    expect(xml).not.to.match(/<f[ >]/);
    const cells = [...xml.matchAll(/<c r="[A-C](\d+)" s="(\d+)" t="(\w+)">/g)];
    expect(cells).to.have.length(3 * (texts.length + 1));
    const styles = [...(parts['xl/styles.xml'] ?? '').matchAll(/<xf [^>]*xfId[^>]*>/g)].map(
      ([style]) => style,
    );
    for (const [, row, style, type] of cells) {
      expect(type).to.equal('inlineStr');
      expect(styles[Number(style)]).to.include('numFmtId="49"');
      if (row !== '1') expect(styles[Number(style)]).to.include('quotePrefix="1"');
    }
  });

  it('has a heading that stays, and goes on in another sheet where one is full', async () => {
    const rows = Array.from({ length: 9 }, (_, at): Row => [`p${String(at)}`, at, '']);
    const bytes = await bytesOf([sheetOf(...rows), { ...sheetOf(), name: 'Qué: [es]/esto' }], 5);
    const found = await readWorkbook(bytes);
    expect(found.map(({ sheet, data }) => [sheet, data.length])).to.deep.equal([
      ['Hoja', 5],
      ['Hoja 2', 5],
      ['Hoja 3', 2],
      ['Qué   es  esto', 1],
    ]);
    expect(found.flatMap(({ data }) => data.slice(1).map(([name]) => name))).to.deep.equal(
      rows.map(([name]) => name),
    );
    const parts = unzipSync(bytes);
    for (const [path, xml] of Object.entries(parts))
      if (path.startsWith('xl/worksheets/')) expect(xml, path).to.include('state="frozen"');
    expect([0, 25, 26, 701, 702].map(letterOf)).to.deep.equal(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });

  it('fills a sheet to its last row before another one begins', async () => {
    const rows = Array.from({ length: 4 }, (_, at): Row => [`p${String(at)}`, at, '']);
    const found = await readWorkbook(await bytesOf([sheetOf(...rows)], 5));
    expect(found.map(({ data }) => data.length)).to.deep.equal([5]);
  });

  it('is the same for the same figures', async () => {
    const once = await bytesOf([sheetOf(['a', 1, '2026-11-26'])]);
    expect((await bytesOf([sheetOf(['a', 1, '2026-11-26'])])).equals(once)).to.equal(true);
  });

  it('looks for as many rows as somebody takes, however many there are', async () => {
    const looked: number[] = [];
    for (const count of [5 * PART, 50 * PART]) {
      const { told, sheet } = source(count);
      // Takes one piece and no more.
      const to = new Writable({ highWaterMark: 1, write: () => undefined });
      const sent = sendXlsx(to, [sheet]).catch((error: unknown) => error);
      let before = -1;
      while (told.rows !== before) {
        before = told.rows;
        await turns(50);
      }
      looked.push(told.rows);
      to.destroy();
      await sent;
    }
    expect(looked[0]).to.be.lessThan(5 * PART);
    expect(looked[1]).to.equal(looked[0]);
  });

  it('keeps no row that has left, however many go by', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const { told, sheet } = source(50 * PART);
    const given: WeakRef<object>[] = [];
    const rows = async function* () {
      for await (const part of sheet.rows) {
        given.push(new WeakRef(part));
        yield part;
      }
    };
    const alive: number[] = [];
    const to = new Writable({
      write(_chunk, _encoding, done) {
        if (told.rows < (alive.length + 1) * PART * 10) {
          done();
          return;
        }
        // What was looked at in a turn lives to its end.
        setImmediate(() => {
          collect();
          alive.push(given.filter((part) => part.deref() !== undefined).length);
          done();
        });
      },
    });
    await sendXlsx(to, [{ ...sheet, rows: rows() }]);
    expect(given).to.have.length(50);
    expect(alive.length).to.be.greaterThan(2);
    expect(Math.max(...alive)).to.be.lessThan(5);
  });

  it('lets others have their turn after a few hundred rows', async () => {
    const { told, sheet } = source(20 * PART);
    let most = 0;
    let before = 0;
    let isOver = false;
    const watch = (): void => {
      most = Math.max(most, told.rows - before);
      before = told.rows;
      if (!isOver) setImmediate(watch);
    };
    watch();
    await bytesOf([sheet]);
    isOver = true;
    expect(told.rows).to.equal(20 * PART);
    expect(most).to.be.at.most(PART);
  });

  it('is given up when somebody goes away', async () => {
    const { told, sheet } = source(50 * PART);
    const to = new PassThrough();
    to.once('data', () => to.destroy());
    const failed = await sendXlsx(to, [sheet]).catch((error: unknown) => error);
    expect(failed).to.be.instanceOf(Error);
    await turns(50);
    expect(told.ended).to.equal(true);
    expect(told.rows).to.be.lessThan(50 * PART);
  });

  it('does not look whole when its rows fail half way', async () => {
    async function* rows(): AsyncGenerator<Row[]> {
      await Promise.resolve();
      yield [['una', 1, '']];
      throw new Error('the database went away');
    }
    const to = new PassThrough();
    const closed = new Promise<boolean>((tell) => {
      to.on('error', () => {
        tell(true);
      });
    });
    const failed = await sendXlsx(to, [{ ...sheetOf(), rows: rows() }]).catch(
      (error: unknown) => error,
    );
    expect((failed as Error).message).to.equal('the database went away');
    expect(await closed).to.equal(true);
    expect(to.readableEnded).to.equal(false);
  });
});
