import { addGrant } from '../../src/demo/factories.ts';
import type { TestApp } from './app.ts';
import type { Browser } from './browser.ts';

/** Ximena as an author of her institution, signed in, with a bank of her own: its address. */
export async function bankAuthor(
  app: TestApp,
  nombre: string,
): Promise<{ ximena: Browser; bank: string }> {
  await addGrant(app.database.db, {
    id: 'g-x',
    personId: 'ximena',
    role: 'author',
    institutionId: 'semujeres',
    grantedAt: app.clock(),
  });
  const ximena = await app.signedIn('ximena');
  const { location: bank } = await ximena.post('/ensenar/bancos', { nombre });
  return { ximena, bank };
}
