import { expect } from 'chai';
import { readAgeeml } from '../../../src/features/places/ageeml.ts';
import { loadPlaces } from '../../../src/features/places/load.ts';
import { startApp, type TestApp } from '../../support/app.ts';

const HEAD =
  'CVEGEO,CVE_ENT,NOM_ENT,NOM_ABR,CVE_MUN,NOM_MUN,CVE_CAB,NOM_CAB,POB_TOTAL,POB_MASCULINA,POB_FEMENINA,TOTAL DE VIVIENDAS HABITADAS';
const line = (cvegeo: string, name: string): string =>
  `"${cvegeo}","${cvegeo.slice(0, 2)}","Entidad","Ent.","${cvegeo.slice(2)}","${name}","0001","${name}","1","1","1","1"`;

describe('INEGI’s list of municipalities', () => {
  const read = (text: string, encoding: BufferEncoding = 'utf8') =>
    readAgeeml(Buffer.from(text, encoding));

  it('is read in the encodings and with the separators it comes in, keys as text', () => {
    const wanted = { ok: true, municipalities: [{ cvegeo: '01001', name: 'Añó' }] };
    expect(read(`\ufeff${HEAD}\r\n${line('01001', 'Añó')}\r\n`)).to.deep.equal(wanted);
    expect(read(`${HEAD}\n${line('01001', 'Añó')}`, 'latin1')).to.deep.equal(wanted);
    expect(read('CVE_ENT\tCVE_MUN\tNOM_MUN\n1\t1\tAñó\n')).to.deep.equal(wanted);
    expect(read('INEGI. Catálogo\n\nCVE_ENT,CVE_MUN,NOM_MUN\n01,001,Añó\nNota,,\n')).to.deep.equal(
      wanted,
    );
    const localities =
      'CVE_ENT,NOM_ENT,CVE_MUN,NOM_MUN,CVE_LOC\n01,A,001,Añó,0001\n01,A,001,Añó,0002\n';
    expect(read(localities)).to.deep.equal(wanted);
  });

  it('is refused when it is something else, with its line', () => {
    expect(read('nombre,clave\na,b\n')).to.deep.include({ ok: false, problem: 'noColumns' });
    expect(read(`${HEAD}\n${line('40001', 'X')}`)).to.deep.include({
      problem: 'wrongKey',
      line: 2,
    });
    expect(read(`${HEAD}\n${line('01001', 'X')}\n${line('01001', 'Y')}`)).to.deep.include({
      problem: 'twoNames',
      line: 3,
    });
    expect(read(`${HEAD}\n`)).to.deep.include({ problem: 'empty' });
    expect(read('"CVE_ENT,CVE_MUN')).to.have.property('ok', false);
  });

  describe('brought in', () => {
    let app: TestApp;
    beforeEach(async () => {
      app = await startApp();
    });
    afterEach(() => app.stop());

    const known = async (): Promise<Map<string, string>> => {
      const rows: { cvegeo: string; name: string }[] = await app.database
        .db('municipalities')
        .select('cvegeo', 'name');
      return new Map(rows.map(({ cvegeo, name }) => [cvegeo, name]));
    };

    it('says what is new, renamed and gone, changes nothing before, and deletes nothing', async () => {
      const before = await known();
      const list = [...before]
        .filter(([cvegeo]) => cvegeo !== '15033' && cvegeo !== '01011')
        .map(([cvegeo, name]) => ({ cvegeo, name: cvegeo === '23008' ? 'Nuevo Nombre' : name }));
      list.push({ cvegeo: '20999', name: 'Recién Creado' });
      const { catalogueImport } = app.services;
      const preview = await catalogueImport.preview(list);
      expect(preview.added).to.deep.equal([{ cvegeo: '20999', name: 'Recién Creado' }]);
      expect(preview.renamed).to.deep.equal([
        { cvegeo: '23008', before: before.get('23008'), after: 'Nuevo Nombre' },
      ]);
      expect(preview.gone.map(({ cvegeo, used }) => [cvegeo, used]).sort()).to.deep.equal([
        ['01011', false],
        ['15033', true],
      ]);
      expect(await known()).to.deep.equal(before);

      expect(await catalogueImport.take(list)).to.deep.equal(preview);
      const after = await known();
      expect(after.size).to.equal(before.size + 1);
      expect(after.get('23008')).to.equal('Nuevo Nombre');
      const offered = (await app.services.municipalities.ofState('15')).map((one) => one.cvegeo);
      expect(offered).not.to.include('15033');
      expect(await app.services.municipalities.byKey('15033')).to.not.equal(null);
      const [old] = await app.services.findMunicipalities(before.get('23008') ?? '');
      expect(old?.label, 'found by the name of before').to.include('Nuevo Nombre');
      expect(await app.database.db('municipality_names')).to.deep.equal([
        { cvegeo: '23008', until: '2026-11-22', name: before.get('23008') },
      ]);

      const again = await catalogueImport.take(list);
      expect([again.added, again.renamed, again.gone]).to.deep.equal([[], [], []]);
      // What the product brings itself renames nothing any more.
      await app.database.db('reference_files').where('name', 'places').delete();
      expect(await loadPlaces(app.database.db)).to.equal(true);
      expect((await known()).get('23008')).to.equal('Nuevo Nombre');
    });

    it('of one entity says nothing of the others', async () => {
      const list = [...(await known())]
        .filter(([cvegeo]) => cvegeo.startsWith('06'))
        .map(([cvegeo, name]) => ({ cvegeo, name }));
      const preview = await app.services.catalogueImport.preview(list);
      expect(preview).to.deep.equal({
        added: [],
        renamed: [],
        gone: [],
        back: [],
        same: list.length,
      });
    });
  });
});
