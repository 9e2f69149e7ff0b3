import { addGrant } from '../../src/demo/factories.ts';
import type { TestApp } from './app.ts';
import type { Browser } from './browser.ts';

/** Ximena as an author of her institution, signed in. */
export async function authorXimena(app: TestApp): Promise<Browser> {
  await addGrant(app.database.db, {
    id: 'g-x',
    personId: 'ximena',
    role: 'author',
    institutionId: 'semujeres',
    grantedAt: app.clock(),
  });
  return app.signedIn('ximena');
}

/** The same with a bank of her own: its address. */
export async function bankAuthor(
  app: TestApp,
  nombre: string,
): Promise<{ ximena: Browser; bank: string }> {
  const ximena = await authorXimena(app);
  const { location: bank } = await ximena.post('/ensenar/bancos', { nombre });
  return { ximena, bank };
}
