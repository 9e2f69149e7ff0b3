import { expect } from 'chai';
import { foldUsername, isUsername } from '../../../src/lib/username.ts';
import { startApp } from '../../support/app.ts';

/** Names that look like somebody else's, or like no name at all. */
const LOOKALIKES = {
  'Cyrillic o': 'r\u043esa',
  'Greek omicron': 'r\u03bfsa',
  'wide letters': '\uff52\uff4f\uff53\uff41',
  'dotless i': '\u0131rene',
  'a dot over the i': '\u0130rene',
  'a mark that makes no letter': 'rosa\u0336s',
  'a ligature': '\ufb01na',
  'mathematical letters': '\u{1d42b}osa',
  'a number in a circle': 'rosa\u2460',
  'a Roman numeral': '\u217bosa',
  'Arabic digits': '\u0661\u0662\u0663',
};

describe('user names', () => {
  it('have the letters of Spanish, in any case and form', () => {
    for (const name of ['Rosa.Hernández', 'nin\u0303o_3', 'güera-2', 'MARÍA', 'Ñandú'])
      expect(isUsername(foldUsername(name)), name).to.equal(true);
  });

  for (const [what, name] of Object.entries(LOOKALIKES)) {
    it(`cannot pass for another one: ${what}`, () => {
      expect(isUsername(foldUsername(name))).to.equal(false);
    });
  }

  it('are refused in the form with the reason, and stay typed', async () => {
    const app = await startApp();
    const irene = await app.signedIn('irene');
    const page = await irene.post('/cuenta/usuario', { username: LOOKALIKES['Cyrillic o'] });
    expect(page.status).to.equal(422);
    expect(page.document.querySelector('#username-error')?.textContent).to.include('español');
    expect(page.document.querySelector('#username')?.getAttribute('value')).to.equal('r\u043esa');
    await app.stop();
  });
});
