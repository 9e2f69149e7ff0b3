import { expect } from 'chai';
import { startApp } from '../../support/app.ts';
import { expectSound } from '../../support/proof.ts';

const PATH = '/administrar/instituciones';

describe('the tree of institutions', () => {
  it('stays one, however many change it at once', async () => {
    const app = await startApp();
    const ada = await app.signedIn('ada');
    const at = { level: 'federal', side: 'community', type: 'women', search_text: 'x' };
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [`una${String(round)}`, `otra${String(round)}`];
      await app.database.db('institutions').insert(
        [one, other].map((id) => ({
          ...at,
          id,
          name: id,
          short_name: id,
          search_text: id,
          path: `/${id}/`,
        })),
      );
      const pages = await Promise.all([
        ada.post(`${PATH}/${one}/traslado`, { bajo: other, traslado: '2026-11-20' }),
        ada.post(`${PATH}/${other}/traslado`, { bajo: one, traslado: '2026-11-20' }),
        ada.post(PATH, {
          nombre: `Dentro ${String(round)}`,
          siglas: 'D',
          tipo: 'women',
          nivel: 'federal',
          dentro: one,
        }),
      ]);
      const states = pages.map(({ status }) => status);
      expect(states).to.include(303);
      for (const status of states) expect(status).to.be.oneOf([303, 409, 422]);
    }
    await expectSound(app);
    await app.stop();
  });

  it('is renamed once, and no two institutions take each other’s place, however many close them at once', async () => {
    const app = await startApp();
    const { db } = app.database;
    const ada = await app.signedIn('ada');
    const at = { level: 'federal', side: 'community', type: 'women' };
    const named = (id: string) => ({ name: id, short_name: id, search_text: id, path: `/${id}/` });
    await db('institutions').insert(['una', 'otra'].map((id) => ({ ...at, id, ...named(id) })));
    const renames = await Promise.all(
      Array.from({ length: 8 }, (_, number) =>
        ada.post(`${PATH}/una/nombre`, {
          nuevo: `Nueva ${String(number)}`,
          nuevas_siglas: 'N',
          cambio: '2026-11-20',
        }),
      ),
    );
    expect(renames.filter(({ status }) => status === 303)).to.have.length(1);
    for (const { status } of renames) expect(status).to.be.oneOf([303, 409, 422]);
    expect(await db('institution_names').where({ institution_id: 'una' })).to.have.length(1);
    const again = { nuevo: 'Otro nombre', nuevas_siglas: 'O', cambio: '2026-11-20' };
    expect((await ada.post(`${PATH}/una/nombre`, again)).status).to.equal(422);
    const una = await db('institutions').where({ id: 'una' }).first<{ name: string }>('name');
    const closing = { hasta: '2026-11-30' };
    const closes = await Promise.all([
      ada.post(`${PATH}/una/cierre`, { ...closing, sucesora: 'otra' }),
      ada.post(`${PATH}/otra/cierre`, { ...closing, sucesora: una.name }),
    ]);
    expect(closes.filter(({ status }) => status === 303)).to.have.length(1);
    await app.stop();
  });
});
