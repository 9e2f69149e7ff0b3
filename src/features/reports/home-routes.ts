import { Router } from 'express';
import { peopleWho } from '../../http/access.ts';
import { renderPage, type PageBase } from '../../http/render.ts';
import { signedIn } from '../../http/visit.ts';
import { opensAdministration, roomsOf, type Alerts, type HomeService } from './home.ts';
import { wordsOf } from './routes.ts';

interface HomePage extends PageBase {
  rooms: { href: string; label: string; text: string }[];
  alerts: Alerts;
}

declare module '../../http/render.ts' {
  interface Pages {
    'reports/home': HomePage;
  }
}

const staff = peopleWho('opens a room of administration', opensAdministration);

export function homeRoutes({ home }: { home: HomeService }): Router {
  const router = Router();

  router.get('/administrar', staff, async (_request, response) => {
    const actor = signedIn(response);
    const { t } = wordsOf(response);
    renderPage(response, 'reports/home', {
      title: t('home.title'),
      rooms: roomsOf(actor).map(({ name, href }) => ({
        href,
        label: t(`home.place.${name}`),
        text: t(`home.place.${name}Text`),
      })),
      alerts: await home.alerts(actor),
    });
  });

  return router;
}
