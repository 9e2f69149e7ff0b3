import { expect } from 'chai';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LegalPoint } from '../../../src/features/courses/document.ts';
import { standingOf, type ReformedLaw } from '../../../src/features/courses/legal-points.ts';
import { MINUTE } from '../../../src/lib/clock.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { publishCourse } from '../../support/course.ts';
import { enrol } from '../../support/enrol.ts';
import { publishLike } from '../../support/learning.ts';
import { beginCourse, saveLesson, ximenaTeaches } from '../../support/studio.ts';

const lawOf = (cited: string[], ...dates: string[]): ReformedLaw => ({
  id: 'ley',
  name: { es: 'Ley', en: 'Law' },
  cited,
  reforms: dates.map((date) => ({
    date,
    what: { es: `cambio de ${date}`, en: `change of ${date}` },
    source: 'DOF',
  })),
});
const SIGNED = { signed: true, signedBy: 'Ana Ruiz', signedOn: '2025-06-01' };
const point = (more: Partial<LegalPoint>): LegalPoint => ({
  point: 'LGAMVLV, artículo 8',
  textDate: '2024-01-17',
  consultedOn: null,
  signed: false,
  ...more,
});

describe('a legal point and the reforms of its law', () => {
  const law = lawOf(['LGAMVLV'], '2024-01-17', '2021-03-18');
  const due = (one: LegalPoint, ...laws: ReformedLaw[]): [boolean, string | null] => {
    const { due: isDue, outrun } = standingOf(one, laws);
    return [isDue, outrun?.reform.date ?? null];
  };

  it('waits for a named person and a day, and for nothing once both are there', () => {
    expect(due(point({}), law)).to.deep.equal([true, null]);
    expect(due(point({ signed: true }), law)).to.deep.equal([true, null]);
    expect(due(point({ signed: true, signedBy: 'Ana Ruiz' }), law)).to.deep.equal([true, null]);
    expect(due(point(SIGNED), law)).to.deep.equal([false, null]);
  });

  it('waits again when its text is older than the newest reform, wherever that stands in the list', () => {
    expect(due(point({ ...SIGNED, textDate: '2024-01-16' }), law)).to.deep.equal([
      true,
      '2024-01-17',
    ]);
    expect(due(point({ textDate: '2021-03-18' }), law)).to.deep.equal([true, '2024-01-17']);
  });

  it('waits again when it was signed before the reform, although its text was read later', () => {
    const read = { textDate: '2021-03-18', consultedOn: '2025-06-02' };
    expect(due(point({ ...SIGNED, ...read }), lawOf(['LGAMVLV'], '2025-06-02'))).to.deep.equal([
      true,
      '2025-06-02',
    ]);
    expect(due(point({ ...SIGNED, ...read }), lawOf(['LGAMVLV'], '2025-06-01'))).to.deep.equal([
      false,
      null,
    ]);
  });

  it('takes no text for newer than a reform of which only the year or the month is known', () => {
    const read = (day: string): LegalPoint => point({ ...SIGNED, textDate: day, signedOn: day });
    for (const [date, before, after] of [
      ['2026', '2026-12-30', '2027-01-04'],
      ['2026-03', '2026-03-30', '2026-04-01'],
    ] as const) {
      expect(due(read(before), lawOf(['LGAMVLV'], date)), date).to.deep.equal([true, date]);
      expect(due(read(after), lawOf(['LGAMVLV'], date)), date).to.deep.equal([false, null]);
    }
  });

  it('is held against the laws that it names in whole words, and no others', () => {
    const old = { ...SIGNED, textDate: '2020-01-01' };
    const named = lawOf(['Ley General de Víctimas', 'LGV'], '2024-05-01');
    expect(
      due(point({ ...old, point: 'Ley General de Víctimas: trato digno' }), named)[0],
    ).to.equal(true);
    expect(due(point({ ...old, point: 'Artículo 4 de la LGV.' }), named)[0]).to.equal(true);
    expect(due(point({ ...old, point: 'LGVX, artículo 4' }), named)[0]).to.equal(false);
    expect(due(point({ ...old, point: 'NOM-046' }), named)[0]).to.equal(false);
  });
});

describe('the register of reforms', () => {
  let app: TestApp;
  let folder: string;
  beforeEach(async () => {
    app = await startApp();
    folder = mkdtempSync(join(tmpdir(), 'aula-reforms-'));
    for (const file of ['paths.yml', 'support-lines.yml'])
      cpSync(join(projectRoot, 'content', file), join(folder, file));
  });
  afterEach(async () => {
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const register = async (date: string | null): Promise<void> => {
    const entry = `- id: ley-a\n  name: { es: Ley A, en: Law A }\n  cited: [Ley A]\n  reforms:\n    - { date: ${String(date)}, what: { es: cambian los plazos, en: time limits change }, source: 'DOF' }\n`;
    writeFileSync(join(folder, 'legal-reforms.yml'), date === null ? '[]\n' : entry);
    const { listProblems } = await app.services.content.sync(folder);
    expect(listProblems).to.deep.equal([]);
    app.clock.advance(MINUTE);
  };

  it('marks a signed point again in a version that was published before, in both languages', async () => {
    const { document } = await publishCourse(app.services);
    const legal = [point({ ...SIGNED, point: 'Ley A, artículo 1' })];
    const lessons = document.lessons.map((lesson) =>
      lesson.id === 'la-plaza' ? { ...lesson, legal } : lesson,
    );
    await publishLike(app, { lessons });
    await enrol(app.database.db, { name: 'rosa', slug: 'curso-breve' });
    const rosa = await app.signedIn('rosa');
    const page = async (language: string): Promise<string> => {
      await rosa.post('/cuenta/preferencias', { idioma: language });
      return (await rosa.get('/cursos/curso-breve/lecciones/la-plaza')).text;
    };

    await register(null);
    expect(await page('es-MX'))
      .to.include(
        'Ley A, artículo 1. Texto del 17 de enero de 2024. Lo revisó Ana Ruiz el 1 de junio de 2025.',
      )
      .and.not.include('Revisión pendiente');
    await register('2026-02-03');
    expect(await page('es-MX')).to.include(
      'Ley A, artículo 1. Revisión pendiente. Texto del 17 de enero de 2024. Lo revisó Ana Ruiz el 1 de junio de 2025. La ley cambió después (3 de febrero de 2026): cambian los plazos.',
    );
    expect(await page('en')).to.include(
      'Review pending. Text of 17 January 2024. Reviewed by Ana Ruiz on 1 June 2025. The law changed afterwards (3 February 2026): time limits change.',
    );
    await register('2023-02-03');
    expect(await page('es-MX')).not.to.include('Revisión pendiente');
  });

  it('stays as it was while its file has mistakes, each of which is told', async () => {
    await register('2026-02-03');
    writeFileSync(join(folder, 'legal-reforms.yml'), '- id: ley-a\n  cited: [Ley A]\n');
    const { listProblems } = await app.services.content.sync(folder);
    expect(listProblems.map(({ file, severity }) => [file, severity])).to.deep.include([
      'legal-reforms.yml',
      'error',
    ]);
    expect(await app.database.db('reformed_laws').pluck('id')).to.deep.equal(['ley-a']);
  });

  it('is told to an author in the preview of her lesson, whose publishing takes no signature from her', async () => {
    await register('2026-02-03');
    await ximenaTeaches(app);
    const ximena = await app.signedIn('ximena');
    const { path, lesson } = await beginCourse(ximena);
    await saveLesson(ximena, lesson, { legal: 'Ley A, artículo 1 | 2024-01-17' });
    expect((await ximena.get(`${lesson}/pagina`)).text).to.include('La ley cambió después');
    expect((await ximena.get(`${path}/publicar`)).text).not.to.include('en un punto legal');

    await saveLesson(ximena, lesson, {
      legal: 'Ley A, artículo 1 | 2024-01-17 | firmado por Ana Ruiz, 2026-11-20',
    });
    expect((await ximena.get(`${path}/publicar`)).text).to.include(
      'La firma de «Ana Ruiz» en un punto legal no se pone desde aquí.',
    );
    const answer = await ximena.post(`${path}/publicar`, { nota: 'De todos modos.' });
    expect(answer.status).to.equal(422);
  });
});
