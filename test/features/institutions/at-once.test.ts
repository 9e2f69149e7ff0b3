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
});
