import { expect } from 'chai';
import type { CourseVersion } from '../../../src/features/courses/repository.ts';
import { DAY } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { certify, codeOf } from '../../support/certificates.ts';
import { publishCourse } from '../../support/course.ts';
import { drawnText } from '../../support/pdf-text.ts';

describe('the page of a certificate', () => {
  let app: TestApp;
  let version: CourseVersion;
  let ofRosa: string;
  before(async () => {
    app = await startApp({ env: { BASE_URL: 'http://aula.example.mx' } });
    version = await publishCourse(app.services);
    ofRosa = await certify(app.services, 'rosa', version);
  });
  after(() => app.stop());

  const open = async (name: 'rosa' | 'tomas' | 'ada', path: string) =>
    (await app.signedIn(name)).get(path);

  it('says everything that a certificate must say, in both languages', async () => {
    const page = await open('rosa', `/constancias/${ofRosa}`);
    expect(page.status).to.equal(200);
    expect(page.document.querySelector('h1')?.textContent).to.equal('Rosa Hernández');
    const code = await codeOf(app.services, ofRosa);
    for (const text of [
      'Se otorga la presente constancia a',
      'This certificate is awarded to',
      'Acuerdos en la plaza',
      'Agreements in the plaza',
      '1 hora acreditada de 3',
      'Calificación: 86 de 100',
      'Versión 1 del curso',
      'Instancia de las mujeres del Estado de México',
      'Expedida el 23 de noviembre de 2026',
      'Vigente hasta el 23 de noviembre de 2028',
      'Curso sin revisión institucional',
      'Course without institutional review',
      'DEMOSTRACIÓN',
      'Folio A1325-2026-',
      'aula.example.mx/v',
    ]) {
      expect(page.text, text).to.contain(text);
    }
    expect(
      page.document.querySelector('.certificate__code')?.textContent?.replace(/-/g, ''),
    ).to.equal(code);
    const qr = page.document.querySelector('.certificate__qr svg');
    expect(qr?.getAttribute('role')).to.equal('img');
    expect(qr?.getAttribute('aria-label')).to.contain('QR');
    expect(qr?.querySelector('path[fill="#241a20"]')?.getAttribute('d')?.length).to.be.greaterThan(
      500,
    );
    expect(
      [...page.document.querySelectorAll('a')].map((link) => link.getAttribute('href')),
    ).to.include.members([`/constancias/${ofRosa}.pdf`, `/v/${code}`]);
    expect(page.headers.get('cache-control')).to.contain('no-store');
  });

  it('exists for its holder alone', async () => {
    for (const address of [`/constancias/${ofRosa}`, `/constancias/${ofRosa}.pdf`]) {
      expect((await open('tomas', address)).status, address).to.equal(404);
      expect((await open('ada', address)).status, address).to.equal(404);
      const stranger = await app.browser().get(address);
      expect(stranger.status).to.equal(303);
      expect(stranger.location).to.match(/^\/entrar\?sigue=/);
    }
  });

  it('answers hostile addresses with a missing page', async () => {
    for (const id of [
      '%00',
      'a'.repeat(5000),
      '..%2f..%2fetc',
      '1%27%20or%201=1',
      '%F0%9F%98%80',
      'x.pdf',
      '%ED%A0%80',
    ]) {
      const page = await open('rosa', `/constancias/${id}`);
      expect(page.status, id).to.be.within(400, 499);
    }
  });

  it('is one tagged page of PDF/UA in Spanish, with its fonts inside', async () => {
    const browser = await app.signedIn('rosa');
    const answer = await fetch(new URL(`/constancias/${ofRosa}.pdf`, app.url), {
      headers: { cookie: [...browser.cookies].map((pair) => pair.join('=')).join('; ') },
    });
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-type')).to.equal('application/pdf');
    expect(answer.headers.get('content-disposition')).to.equal(
      'attachment; filename="constancia-BREVE-1.pdf"',
    );
    expect(answer.headers.get('cache-control')).to.contain('no-store');
    const bytes = Buffer.from(await answer.arrayBuffer());
    const text = bytes.toString('latin1');
    expect(text.startsWith('%PDF-1.7')).to.equal(true);
    for (const mark of [
      '/StructTreeRoot',
      '/Lang (es-MX)',
      '/DisplayDocTitle true',
      '<pdfuaid:part>1</pdfuaid:part>',
      '/MarkInfo',
      '/S /H1',
      '/S /Figure',
      '/FontFile2',
    ]) {
      expect(text, mark).to.contain(mark);
    }
    expect(text).not.to.contain('Helvetica');
    expect(text.match(/\/Type \/Page\b/g)).to.have.length(1);
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? [];
    expect([Number(width), Number(height)]).to.deep.equal([841.89, 595.28]);
    expect(bytes.length).to.be.lessThan(60_000);
    expect(drawnText(bytes)).to.contain('Rosa Hernández');
  });

  it('has a neutral name and a neutral file in discreet mode', async () => {
    await app.database.db('people').where('id', 'rosa').update({ discreet: true });
    try {
      const page = await open('rosa', `/constancias/${ofRosa}`);
      expect(page.document.querySelector('title')?.textContent).not.to.match(/constancia|1325/i);
      const pdf = await open('rosa', `/constancias/${ofRosa}.pdf`);
      expect(pdf.headers.get('content-disposition')).to.equal(
        'attachment; filename="documento.pdf"',
      );
    } finally {
      await app.database.db('people').where('id', 'rosa').update({ discreet: false });
    }
  });

  it('says that it expired, after its last day', async () => {
    app.clock.advance(732 * DAY);
    const page = await open('rosa', `/constancias/${ofRosa}`);
    expect(page.status).to.equal(200);
    expect(page.document.querySelector('.notice')?.textContent).to.contain(
      'venció el 23 de noviembre de 2028',
    );
    app.clock.advance(-732 * DAY);
    expect(
      (await open('rosa', `/constancias/${ofRosa}`)).document.querySelector('.notice'),
    ).to.equal(null);
  });
});
