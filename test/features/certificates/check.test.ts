import { expect } from 'chai';
import type { CourseVersion } from '../../../src/features/courses/repository.ts';
import { groupCode } from '../../../src/features/certificates/codes.ts';
import { newCode } from '../../../src/features/certificates/codes.ts';
import { CAST } from '../../../src/demo/cast.ts';
import { DAY } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { addRealPerson, certify, codeOf } from '../../support/certificates.ts';
import { publishCourse } from '../../support/course.ts';

describe('the public check', () => {
  let app: TestApp;
  let version: CourseVersion;
  let code: string;
  before(async () => {
    app = await startApp();
    version = await publishCourse(app.services);
    code = await codeOf(app.services, await certify(app.services, 'rosa', version));
  });
  after(() => app.stop());
  afterEach(() => app.database.db('rate_limits').delete());

  const statusOf = async (path: string): Promise<string | undefined> =>
    (await app.browser().get(path)).document.querySelector('.status__word')?.textContent ??
    undefined;

  it('says that a certificate is valid, and what it is for', async () => {
    const page = await app.browser().get(`/v/${code}`);
    expect(page.status).to.equal(200);
    expect(page.document.querySelector('.status')?.getAttribute('class')).to.contain('is-ok');
    for (const text of [
      'Vigente',
      'Acuerdos en la plaza',
      'R. H.',
      '1 de 3',
      'Instancia de las mujeres del Estado de México',
      '23 de noviembre de 2026',
      '23 de noviembre de 2028',
      'Sin revisión institucional',
      'DEMOSTRACIÓN',
      groupCode(code),
    ]) {
      expect(page.text, text).to.contain(text);
    }
    const english = await app.browser().get(`/v/${code}?lang=en`);
    expect(english.text).to.contain('Valid').and.to.contain('Agreements in the plaza');
  });

  it('needs no session, sets no cookie, redirects nowhere and stays out of search engines', async () => {
    for (const path of ['/v', `/v/${code}`, `/v?codigo=${code}`, `/v/${newCode()}`]) {
      const page = await app.browser().get(path);
      expect(page.headers.getSetCookie(), path).to.deep.equal([]);
      expect(page.location, path).to.equal('');
      expect(page.headers.get('x-robots-tag'), path).to.contain('noindex');
      expect(page.headers.get('cache-control'), path).to.contain('no-store');
      expect(page.document.querySelector('meta[name=robots]')?.getAttribute('content')).to.equal(
        'noindex',
      );
    }
    const answer = await app.browser().post(`/v/${code}`, { apellido: 'Hernández' });
    expect(answer.status).to.equal(200);
    expect(answer.headers.getSetCookie()).to.deep.equal([]);
    const rows: unknown[] = await app.database.db('sessions');
    expect(rows).to.deep.equal([]);
  });

  it('takes a code as people type it', async () => {
    for (const typed of [
      groupCode(code),
      code.toLowerCase(),
      ` ${code.replace(/0/g, 'o').replace(/1/g, 'l')} `,
    ]) {
      const page = await app.browser().get(`/v?codigo=${encodeURIComponent(typed)}`);
      expect(page.status, typed).to.equal(200);
      expect(page.document.querySelector('.status__word')?.textContent).to.equal('Vigente');
    }
    const empty = await app.browser().get('/v?codigo=');
    expect(empty.status).to.equal(200);
    expect(empty.document.querySelector('input[name=codigo]')?.hasAttribute('required')).to.equal(
      true,
    );
  });

  it('finds nothing when one sign is another', async () => {
    for (const at of [0, 13, 25]) {
      const other = code.charAt(at) === 'A' ? 'B' : 'A';
      const page = await app.browser().get(`/v/${code.slice(0, at)}${other}${code.slice(at + 1)}`);
      expect(page.status).to.equal(404);
      expect(page.document.querySelector('h1')?.textContent).to.equal(
        'No hay una constancia con este código',
      );
      expect(page.document.querySelector('input[name=codigo]')).not.to.equal(null);
    }
  });

  it('tells neither name, user name, corps, network, municipality nor score', async () => {
    const ofTomas = await codeOf(app.services, await certify(app.services, 'tomas', version));
    await addRealPerson(app.services, {
      id: 'ines',
      displayName: 'Inés Quiroga',
      networkId: 'mucpaz-15033-01',
      cvegeo: '15033',
    });
    const ofInes = await codeOf(app.services, await certify(app.services, 'ines', version));
    const secrets: [string, (string | RegExp)[]][] = [
      [
        code,
        [
          CAST.rosa.displayName,
          'Hernández',
          'Rosa',
          'rosa',
          'Ecatepec',
          '15033',
          'mucpaz',
          /\b86\b/,
        ],
      ],
      [
        ofTomas,
        ['Tomás', 'Aguilar', 'León', 'PM León', 'Policía', '11020', 'Guanajuato', 'operativo'],
      ],
      [ofInes, ['Inés', 'Quiroga', 'Ecatepec', 'mucpaz', '15033', 'DEMOSTRACIÓN']],
    ];
    for (const [each, words] of secrets) {
      for (const page of [
        await app.browser().get(`/v/${each}`),
        await app.browser().post(`/v/${each}`, { apellido: 'Nadie' }),
      ]) {
        const main = page.document.querySelector('main')?.innerHTML ?? '';
        expect(main).to.contain('Vigente');
        for (const word of words) {
          if (typeof word === 'string')
            expect(main.toLowerCase(), word).not.to.contain(word.toLowerCase());
          else expect(main).not.to.match(word);
        }
      }
    }
  });

  it('says only whether a surname coincides', async () => {
    const verdict = async (apellido: string): Promise<string | undefined> => {
      const page = await app.browser().post(`/v/${code}`, { apellido });
      expect(page.status).to.equal(200);
      return page.document.querySelector('.verdict')?.textContent ?? undefined;
    };
    expect(await verdict('hernandez')).to.equal('Coincide.');
    expect(await verdict('HERNÁNDEZ')).to.equal('Coincide.');
    expect(await verdict('Aguilar')).to.equal('No coincide.');
    const empty = await app.browser().post(`/v/${code}`, { apellido: ' ' });
    expect(empty.status).to.equal(422);
    expect(empty.document.querySelector('#apellido-error')?.textContent).to.contain(
      'Falta este dato',
    );
    expect((await app.browser().post(`/v/${newCode()}`, { apellido: 'x' })).status).to.equal(404);
    const foreign = await app
      .browser()
      .post(`/v/${code}`, { apellido: 'x' }, { 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).to.equal(403);
  });

  it('confirms nobody under protection, and goes on saying what the certificate is worth', async () => {
    await addRealPerson(app.services, {
      id: 'malena',
      displayName: 'Malena Quiroz',
      cvegeo: '15033',
    });
    const hers = await codeOf(app.services, await certify(app.services, 'malena', version));
    const look = async (apellido?: string): Promise<string> => {
      const page =
        apellido === undefined
          ? await app.browser().get(`/v/${hers}`)
          : await app.browser().post(`/v/${hers}`, { apellido });
      expect(page.status).to.equal(200);
      return page.document.querySelector('main')?.innerHTML ?? '';
    };
    const set = (status: string) =>
      app.database.db('people').where('id', 'malena').update({ status });
    expect(await look()).to.contain('M. Q.');
    expect(await look('Quiroz')).to.contain('>Coincide.');

    await set('frozen');
    const frozen = await look();
    for (const text of ['Vigente', 'Acuerdos en la plaza', '1 de 3', '23 de noviembre de 2028'])
      expect(frozen, text).to.contain(text);
    expect(frozen).to.not.contain('M. Q.').and.not.contain('Iniciales');
    const answer = (typed: string): Promise<string> =>
      look(typed).then((html) => html.replaceAll(typed, '…'));
    expect(await answer('Quiroz'))
      .to.contain('No coincide.')
      .and.equal(await answer('Aguilar'));

    await set('closed');
    expect(await look()).to.equal(frozen);
    expect(await look('Quiroz')).to.contain('>Coincide.');
    await set('active');
  });

  it('stops those who guess surnames, even all at once, and leaves the status readable', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 25 }, (_, i) =>
        app.browser().post(`/v/${code}`, { apellido: `Prueba${String(i)}` }),
      ),
    );
    expect(guesses.filter(({ status }) => status === 200)).to.have.length(10);
    expect(guesses.filter(({ status }) => status === 429)).to.have.length(15);
    expect(guesses.find(({ status }) => status === 429)?.headers.get('retry-after')).to.match(
      /^\d+$/,
    );
    expect(await statusOf(`/v/${code}`)).to.equal('Vigente');
  });

  it('stops those who guess codes, in every process', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 70; i += 1)
      statuses.push((await app.browser().get(`/v/${newCode()}`)).status);
    expect(statuses.slice(0, 60)).to.deep.equal(Array<number>(60).fill(404));
    expect(statuses.slice(60)).to.deep.equal(Array<number>(10).fill(429));
    const kept = (await app.database
      .db('rate_limits')
      .where('key', 'like', 'check-unknown%')) as unknown[];
    expect(kept).to.have.length(1);
  });

  it('counts no code that exists: a whole ceremony may be checked from one network', async () => {
    for (let i = 0; i < 80; i += 1)
      expect((await app.browser().get(`/v/${code}`)).status).to.equal(200);
  });

  it('says that it expired once the clock has passed its last day', async () => {
    app.clock.advance(731 * DAY);
    expect(await statusOf(`/v/${code}`)).to.equal('Vigente');
    app.clock.advance(DAY);
    const page = await app.browser().get(`/v/${code}`);
    expect(page.document.querySelector('.status')?.getAttribute('class')).to.contain('is-care');
    expect(page.text).to.contain('Venció el 23 de noviembre de 2028');
    app.clock.advance(-732 * DAY);
  });

  it('refuses hostile input as it refuses a wrong code', async () => {
    const paths = [
      '/v/%00',
      '/v/%F0%9F%98%80',
      '/v/%ED%A0%80',
      `/v/${'A'.repeat(3000)}`,
      '/v/..%2f..%2fetc%2fpasswd',
      "/v/' or 1=1--",
      '/v?codigo=a&codigo=b',
      '/v?codigo[a]=1&codigo=%00%00',
      `/v?codigo=${'9'.repeat(5000)}`,
    ];
    for (const path of paths) {
      expect((await app.browser().get(path)).status, path.slice(0, 40)).to.be.within(400, 499);
    }
    const bodies: Record<string, string | string[]>[] = [
      { apellido: ['a', 'b'] },
      { apellido: 'x'.repeat(100_000) },
      { apellido: '\0' },
      { apellido: '\u202Ezednanreh' },
      {},
    ];
    for (const body of bodies) {
      const page = await app.browser().post(`/v/${code}`, body);
      expect(page.status, JSON.stringify(body).slice(0, 40)).to.equal(422);
    }
    const script = await app
      .browser()
      .post(`/v/${code}`, { apellido: '"><script>alert(1)</script>' });
    expect(script.body).not.to.contain('<script>alert');
  });
});
