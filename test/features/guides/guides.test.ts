import { expect } from 'chai';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCourse } from '../../../src/features/content/course-folder.ts';
import { paperBlocks } from '../../../src/features/guides/blocks.ts';
import { guidePdf, type GuideWording } from '../../../src/features/guides/document.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { NOW } from '../../support/clock.ts';
import { courseFolder, publishCourse } from '../../support/course.ts';
import { drawnText } from '../../support/pdf-text.ts';

const COURSE = '/cursos/curso-breve';
const GUIDE = `${COURSE}/guias/hoja-de-la-plaza`;

const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe('a guide of a course', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp();
    await publishCourse(app.services);
  });
  afterEach(() => app.stop());

  /** Publishes the course again with another edition of its guide. */
  const publishEdition = async (version: string): Promise<void> => {
    const root = mkdtempSync(join(tmpdir(), 'aula-guide-'));
    const folder = join(root, 'curso-breve');
    cpSync(courseFolder('curso-breve'), folder, { recursive: true });
    const file = join(folder, 'guides', 'hoja-de-la-plaza.md');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace("'1.0'", `'${version}'`).replace('cuatro', 'cinco'));
    const { outcome } = await app.services.content.publish(readCourse(folder));
    rmSync(root, { recursive: true });
    expect(outcome).to.equal('published');
  };

  it('is listed on the page of its course, and opened by whoever is signed in', async () => {
    const outside = await app.browser().get(COURSE);
    expect(outside.text).to.include('Hoja para recorrer la plaza');
    expect(outside.document.querySelector(`a[href="${GUIDE}"]`)).to.equal(null);
    expect((await app.browser().get(GUIDE)).status).to.equal(303);
    const rosa = await app.signedIn('rosa');
    expect((await rosa.get(COURSE)).document.querySelector(`a[href="${GUIDE}"]`)).not.to.equal(
      null,
    );
    const page = await rosa.get(GUIDE);
    expect(page.text).to.include('cuatro o más').and.include('BREVE-1 · versión 1.0');
    expect((await rosa.get(`${COURSE}/guias/otra`)).status).to.equal(404);
    expect((await rosa.get('/cursos/nada/guias/otra')).status).to.equal(404);
    expect((await rosa.get(`${GUIDE}?lang=en`)).text).to.include('Before you leave');
  });

  it('prints as a tagged PDF with every word of it', async () => {
    const rosa = await app.signedIn('rosa');
    const answer = await rosa.get(`${GUIDE}.pdf`);
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-type')).to.equal('application/pdf');
    expect(answer.headers.get('content-disposition')).to.equal(
      'attachment; filename="hoja-de-la-plaza.pdf"',
    );
  });

  it('says nothing of itself in discreet mode', async () => {
    await app.database.db('people').where('username', 'rosa').update({ discreet: true });
    const rosa = await app.signedIn('rosa');
    const answer = await rosa.get(`${GUIDE}.pdf`);
    expect(answer.headers.get('content-disposition')).to.equal(
      'attachment; filename="documento.pdf"',
    );
  });

  it('stays as it was for whoever is enrolled, who is told of the new edition', async () => {
    const rosa = await app.signedIn('rosa');
    await rosa.post(`${COURSE}/inscripcion`);
    await publishEdition('2.0');
    const hers = await rosa.get(GUIDE);
    expect(hers.text).to.include('cuatro o más').and.include('Hay una versión nueva');
    const newest = await rosa.get(`${GUIDE}?edicion=nueva`);
    expect(newest.text).to.include('cinco o más').and.include('versión 2.0');
    expect(newest.text).not.to.include('Hay una versión nueva');
    const tomas = await app.signedIn('tomas');
    expect((await tomas.get(GUIDE)).text).to.include('cinco o más');
  });
});

describe('a guide on paper', () => {
  const WORDING: GuideWording = {
    title: 'Hoja',
    windowTitle: 'Hoja',
    about: 'BREVE-1 · versión 1.0',
    summary: 'Para llevar.',
    text: '',
    lang: 'es-MX',
    callouts: { cuidado: 'Cuidado', nota: 'Nota' },
    page: 'Hoja {n} de {of}',
  };
  const text = readFileSync(
    join(courseFolder('curso-breve'), 'guides', 'hoja-de-la-plaza.md'),
    'utf8',
  ).replace(/^---[\s\S]*?\n---\n/, '');
  const pdfOf = (changes: Partial<GuideWording> = {}): Promise<Buffer> =>
    guidePdf({ ...WORDING, text, ...changes }, { madeAt: NOW });
  const pagesOf = (pdf: Buffer): number =>
    pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;

  it('has every word, addresses in full, and the number of each sheet', async () => {
    const drawn = flat(drawnText(await pdfOf()));
    for (const words of [
      'Antes de salir',
      'cuatro o más',
      'Cuidado',
      'Nadie sale en las fotos',
      'Kiosco',
      'Qué falta',
      'El mapa de la ciudad (https://www.inegi.org.mx/)',
      'Hoja 1 de 1',
    ])
      expect(drawn).to.include(words);
  });

  it('tells its headings, lists and tables to those who listen', async () => {
    const file = (await pdfOf()).toString('latin1');
    for (const tag of [
      'H1',
      'H2',
      'P',
      'L',
      'LI',
      'Lbl',
      'LBody',
      'Table',
      'TR',
      'TH',
      'TD',
      'Sect',
    ])
      expect(file, tag).to.match(new RegExp(`/S /${tag}\\b`));
    expect(file).to.include('/Scope /Column').and.include('/Scope /Row');
    expect(file).to.include('/Lang (es-MX)').and.include('pdfuaid:part');
  });

  it('goes on for as many sheets as it takes, and repeats the head of a table', async () => {
    const row = `| ${'palabra '.repeat(30)} | b | c |`;
    const table = [
      '| Uno | Dos | Tres |',
      '|---|---|---|',
      ...Array.from({ length: 60 }, () => row),
    ];
    const pdf = await pdfOf({
      text: `${'Un párrafo largo. '.repeat(600)}\n\n${table.join('\n')}\n`,
    });
    expect(pagesOf(pdf)).to.be.greaterThan(5);
    const drawn = drawnText(pdf);
    expect(drawn.match(/^Tres$/gm)?.length).to.be.greaterThan(3);
    expect(flat(drawn)).to.include(`Hoja ${String(pagesOf(pdf))} de ${String(pagesOf(pdf))}`);
  });

  it('keeps what a list, a box and a word too long for a line hold', async () => {
    const long = 'a'.repeat(300);
    const source = `1. Uno\n   - dentro\n2. Dos\n\n::: nota Título\nAlgo **fuerte** y ${long}.\n:::\n`;
    expect(paperBlocks(source).map(({ kind }) => kind)).to.deep.equal(['list', 'callout']);
    const drawn = drawnText(await pdfOf({ text: source }));
    expect(flat(drawn)).to.include('dentro').and.include('2.').and.include('fuerte');
    expect(drawn.match(/a/g)?.length).to.be.at.least(300);
  });
});
