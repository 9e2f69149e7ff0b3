import { CAST, type CastName } from '../../src/demo/cast.ts';
import { OBJECTS } from '../architecture/access-rules.ts';
import type { World } from '../architecture/access-world.ts';
import { routesOf } from '../architecture/routes-of.ts';
import type { TestApp } from '../support/app.ts';
import type { Page } from '../support/browser.ts';
import { kindOf } from '../support/crawl.ts';
import type { Scene, State } from './states.ts';

/** What answers no page: files, and what programs ask for. */
const NO_PAGE = /\.\w+$|\/(archivos|imagenes|medios)\/:|plantilla$|\/:id\/archivo$|^\/salud$/;

/** The routes that answer pages. */
const pagesOf = (app: TestApp): string[] =>
  routesOf(app.served)
    .filter(({ method, path }) => method === 'GET' && !NO_PAGE.test(path))
    .map(({ path }) => path);

/** Whether an address is one of this route. */
export const leadsTo = (path: string, address: string): boolean =>
  new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`).test(address.replace(/[?#].*/, ''));

const isPage = ({ status, headers }: Page): boolean =>
  status === 200 && (headers.get('content-type') ?? '').startsWith('text/html');

/** What has a picture, and what has none. */
export interface Ledger {
  isSeen: (path: string) => boolean;
  /** Takes down that a route answers nobody of the cast with a page. */
  noPage: (path: string) => void;
}

/** Routes whose pages other states show. */
const IN_OTHER_STATES = new Set([
  '/entrar/codigo',
  '/cuenta/segundo-paso/alta',
  '/cuenta/segundo-paso/llaves/nueva',
  '/cuenta/segundo-paso/llaves/crear',
  '/cuenta/segundo-paso/llaves/quitar',
  '/cuenta/segundo-paso/codigos',
  '/cuenta/segundo-paso/quitar',
  '/intentos/:id',
  '/v/:codigo',
  '/invitacion/:codigo',
  '/administrar/cortes/comparar',
]);

/** Every route of which the ledger has no picture, as the first of the cast for whom it answers a page, with the objects of the access matrix. */
export async function* routeStates(
  { app, as }: Scene,
  world: World,
  ledger: Ledger,
): AsyncGenerator<State> {
  for (const path of pagesOf(app)) {
    if (ledger.isSeen(path) || IN_OTHER_STATES.has(path)) continue;
    const row = OBJECTS[`GET ${path}`];
    const addresses =
      row === undefined
        ? [path]
        : Object.keys(row.for).map((object) => world.address(path, row.kind, object));
    const found = await firstPage(as, addresses);
    if (found === undefined) ledger.noPage(path);
    else yield { ...found, what: `ruta${kindOf(path).replace(/[/:]+/g, '-')}` };
  }
}

async function firstPage(
  as: Scene['as'],
  addresses: readonly string[],
): Promise<Pick<State, 'browser' | 'answer' | 'address'> | undefined> {
  for (const address of addresses.filter((one) => !one.includes(':'))) {
    for (const name of Object.keys(CAST) as CastName[]) {
      const browser = as(name);
      const answer = await browser.get(address);
      if (isPage(answer)) return { browser, answer, address };
    }
  }
  return undefined;
}
