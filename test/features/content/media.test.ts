import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import { publishCourse } from '../../support/course.ts';

describe('/medios', () => {
  let app: TestApp;
  let address: (name: string) => string;
  before(async () => {
    app = await startApp();
    const { document } = await publishCourse(app.services);
    address = (name) => {
      const sha256 = document.media[name]?.sha256 ?? '';
      return `/medios/${sha256.slice(0, 32)}.${name.split('.').at(-1) ?? ''}`;
    };
  });
  after(() => app.stop());
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${app.url}${path}`, { headers });

  it('serves a figure to everyone, for good, and lets nothing in it run', async () => {
    const response = await get(address('plaza.svg'));
    expect(response.status).to.equal(200);
    expect(response.headers.get('content-type')).to.match(/^image\/svg\+xml/);
    expect(response.headers.get('cache-control')).to.equal('public, max-age=31536000, immutable');
    expect(response.headers.get('x-content-type-options')).to.equal('nosniff');
    expect(response.headers.get('content-security-policy')).to.match(
      /^sandbox; default-src 'none'/,
    );
    expect(response.headers.get('set-cookie')).to.equal(null);
    expect(await response.text()).to.match(/^<svg/);
  });

  it('names the type of every file', async () => {
    const types = await Promise.all(
      ['saludo.mp3', 'recorrido.mp4', 'recorrido.es.vtt', 'hoja-de-acuerdos.pdf'].map(
        async (name) => (await get(address(name))).headers.get('content-type'),
      ),
    );
    expect(types).to.deep.equal([
      'audio/mpeg',
      'video/mp4',
      'text/vtt; charset=utf-8',
      'application/pdf',
    ]);
  });

  it('hands sheets over as downloads and shows the rest in place', async () => {
    expect(
      (await get(address('hoja-de-acuerdos.pdf'))).headers.get('content-disposition'),
    ).to.equal('attachment');
    expect((await get(address('saludo.mp3'))).headers.get('content-disposition')).to.equal(null);
  });

  it('answers parts of sound and video', async () => {
    const part = await get(address('saludo.mp3'), { range: 'bytes=100-199' });
    expect(part.status).to.equal(206);
    expect(part.headers.get('content-range')).to.equal('bytes 100-199/2016');
    expect((await part.arrayBuffer()).byteLength).to.equal(100);
    const beyond = await get(address('saludo.mp3'), { range: 'bytes=99999-' });
    expect(beyond.status).to.equal(416);
    expect(beyond.headers.get('cache-control')).not.to.include('immutable');
  });

  it('does not know a file under another ending', async () => {
    expect((await get(address('plaza.svg').replace('.svg', '.pdf'))).status).to.equal(404);
  });

  const HOSTILE = [
    '/medios/',
    '/medios/..%2f..%2faula.sqlite',
    '/medios/%2e%2e%2faula.sqlite',
    '/medios/..\\aula.sqlite',
    '/medios/%00.svg',
    '/medios/%ff.svg',
    '/medios/%25.svg',
    '/medios/________________________________.svg',
    '/medios/%25%25%25%25%25%25%25%25.svg',
    `/medios/${'0'.repeat(32)}.svg`,
    `/medios/${'A'.repeat(32)}.svg`,
    `/medios/${'0'.repeat(32)}.svg.html`,
    `/medios/${'0'.repeat(10_000)}.svg`,
    '/medios/constructor',
    `/medios/${'0'.repeat(32)}.constructor`,
  ];
  for (const path of HOSTILE) {
    it(`refuses ${path.slice(0, 60)}`, async () => {
      const response = await get(path);
      expect(response.status).to.be.within(400, 499);
      expect(await response.text()).not.to.match(/SQLite|ENOENT|node_modules/);
    });
  }
});
