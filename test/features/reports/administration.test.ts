import { expect } from 'chai';
import { join } from 'node:path';
import {
  readReferenceLists,
  saveReferenceLists,
} from '../../../src/features/content/reference-lists.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { DAY } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { someoneWith } from './seed.ts';

const HOME = '/administrar';
const LOG = '/administrar/bitacora';

const roomsOf = (page: Page): string[] =>
  [...page.document.querySelectorAll('main .card a')].map(
    (link) => link.getAttribute('href') ?? '',
  );

const whatOf = (page: Page): string[] =>
  [...page.document.querySelectorAll('tbody tr')].map(
    (row) => row.textContent?.replace(/\s+/g, ' ').trim() ?? '',
  );

describe('administration', () => {
  let app: TestApp;
  let ada: Browser;
  let lucia: Browser;
  before(async () => {
    app = await startApp();
    ada = await app.signedIn('ada');
    lucia = await app.signedIn('lucia');
  });
  after(() => app.stop());

  describe('its home', () => {
    it('shows each person the rooms that she can open, and no other', async () => {
      expect(roomsOf(await ada.get(HOME))).to.include.members([
        '/administrar/roles',
        '/administrar/ajustes',
        LOG,
      ]);
      expect(roomsOf(await ada.get(HOME))).not.to.include('/administrar/avance');
      expect(roomsOf(await lucia.get(HOME)))
        .to.include('/administrar/avance')
        .and.not.to.include(LOG);
      const rosa = await app.signedIn('rosa');
      expect(roomsOf(await rosa.get(HOME))).to.deep.equal([
        '/administrar/avance',
        '/administrar/indicadores',
        '/administrar/avance/personas',
        '/administrar/redes-en-cifras',
        '/administrar/marcos',
        '/administrar/mesas',
        '/administrar/importaciones',
        '/administrar/invitaciones',
        '/administrar/recuperaciones',
        '/administrar/personas',
      ]);
    });

    it('leads only to pages that open', async () => {
      for (const name of ['ada', 'lucia', 'irene', 'rosa', 'marco'] as const) {
        const person = await app.signedIn(name);
        for (const href of roomsOf(await person.get(HOME))) {
          expect((await person.get(href)).status, `${name} ${href}`).to.equal(200);
        }
      }
    });

    it('is not there for a trainee, who sees no link to it', async () => {
      const tomas = await app.signedIn('tomas');
      expect((await tomas.get(HOME)).status).to.equal(404);
      expect(
        (await tomas.get('/cuenta')).document.querySelector('a[href="/administrar"]'),
      ).to.equal(null);
    });

    it('tells the platform administrator that nobody answers for the data, until somebody does', async () => {
      expect((await ada.get(HOME)).text).to.include('no tiene responsable');
      expect((await lucia.get(HOME)).text).not.to.include('no tiene responsable');
      const at = app.clock().toISOString();
      for (const name of ['controller', 'controllerAddress', 'controllerContact']) {
        await app.database.db('settings').insert({ name, value: 'SEMUJERES', changed_at: at });
      }
      expect((await ada.get(HOME)).text).not.to.include('no tiene responsable');
    });
  });

  describe('the audit log', () => {
    it('has one event for each act that was refused, with the route and no id', async () => {
      const tomas = await app.signedIn('tomas');
      const refused: [string, string][] = [
        ['GET', '/administrar'],
        ['GET', '/administrar/avance'],
        ['GET', '/administrar/avance.csv'],
        ['GET', '/administrar/bitacora'],
        ['POST', '/administrar/roles'],
        ['GET', '/administrar/personas'],
      ];
      const [before] = await app.database.db('audit_events').max<
        {
          position: number | string | null;
        }[]
      >({ position: 'position' });
      for (const [method, path] of refused) {
        const answer = method === 'GET' ? await tomas.get(path) : await tomas.post(path);
        expect(answer.status, path).to.equal(404);
      }
      await tomas.get('/administrar/no-existe');
      await tomas.get('/no-existe');
      await app.browser().get('/administrar');
      const events = (await app.database
        .db('audit_events')
        .where({ actor_id: 'tomas', action: 'access.refused' })
        .where('position', '>', Number(before?.position))
        .orderBy('position')) as { details: string }[];
      expect(events.map(({ details }) => JSON.parse(details) as unknown)).to.deep.equal(
        refused.map(([method, route]) => ({ method, route })),
      );
    });

    it('is not flooded by somebody who knocks on without end', async () => {
      const elena = await app.signedIn('elena');
      for (let tries = 0; tries < 65; tries += 1) {
        expect((await elena.get(HOME)).status).to.equal(404);
      }
      const [row] = await app.database
        .db('audit_events')
        .where({ actor_id: 'elena', action: 'access.refused' })
        .count<{ rows: number | string }[]>({ rows: 'position' });
      expect(Number(row?.rows)).to.equal(60);
    });

    it('tells the platform administrator in plain words who did what', async () => {
      const page = await ada.get(`${LOG}?que=access.refused&pagina=2`);
      expect(page.status).to.equal(200);
      expect(page.text).to.include('Tomás Aguilar').and.to.include('/administrar/bitacora');
      expect(page.text).to.include('Quiso abrir o hacer algo que sus permisos no incluyen');
      expect(page.document.querySelector('nav.pages')).not.to.equal(null);
    });

    it('filters by action and by date, in the days of central Mexico', async () => {
      expect(
        whatOf(await ada.get(`${LOG}?que=access.refused&desde=2026-11-23&hasta=2026-11-23`)),
      ).to.have.length(50);
      expect(whatOf(await ada.get(`${LOG}?hasta=2026-11-22`))).to.have.length(0);
      expect(whatOf(await ada.get(`${LOG}?desde=2026-11-24`))).to.have.length(0);
      for (const query of [
        'desde=ayer',
        'desde=2026-13-40',
        'que=%27',
        'que=a&que=b',
        'pagina=-1',
      ]) {
        expect((await ada.get(`${LOG}?${query}`)).status, query).to.equal(400);
      }
    });

    it('shows an administrator of an institution its own events, and hides the names of the community from the police', async () => {
      const insert = async (institutionPath: string, actorId: string): Promise<void> => {
        await app.database.db.transaction((trx) =>
          app.services.audit(trx, {
            actorId,
            action: 'names.read',
            objectType: 'report',
            objectId: null,
            institutionPath,
          }),
        );
      };
      await insert('/pm-11020/', 'tomas');
      await insert('/pm-11020/', 'rosa');
      await insert('/imef-20/', 'irene');
      const chief = await someoneWith(app, 'institution_admin', {
        side: 'police',
        institutionId: 'pm-11020',
      });
      const page = await chief.get(`${LOG}?que=names.read`);
      expect(page.text).to.include('Tomás Aguilar').and.to.include('Una persona de la comunidad');
      expect(page.text).not.to.match(/Rosa|Irene/);
      expect((await lucia.get(LOG)).status).to.equal(404);
    });

    it('speaks English and names what nobody has named by its code', async () => {
      await app.database.db.transaction((trx) =>
        app.services.audit(trx, {
          actorId: null,
          action: 'something.new',
          objectType: 'route',
          objectId: null,
        }),
      );
      const page = await ada.get(`${LOG}?lang=en&que=something.new`);
      expect(page.text)
        .to.include('Audit log')
        .and.to.include('something.new')
        .and.to.include('The system');
    });
  });

  describe('after half a year', () => {
    it('is told how many support lines nobody has verified again', async () => {
      const { lists } = readReferenceLists(join(projectRoot, 'content'));
      if (lists === null) throw new Error('the lists of the content have errors');
      await app.database.db.transaction((trx) => saveReferenceLists(trx, lists));
      app.clock.advance(200 * DAY);
      const again = await app.signedIn('ada');
      expect((await again.get(HOME)).text).to.match(/\d+ líneas de apoyo llevan más de 180 días/);
      const irene = await app.signedIn('irene');
      expect((await irene.get(HOME)).text).to.include('180 días');
    });
  });
});
