import { Router } from 'express';
import { peopleWho } from '../../http/access.ts';
import { renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import type { Words } from './filter-views.ts';
import {
  opensAdministration,
  roomsOf,
  type Alerts,
  type Glance,
  type HomeService,
} from './home.ts';
import { INDICATORS } from './indicator-views.ts';
import { SCHEDULES } from './schedule-views.ts';
import { READINESS } from './readiness-views.ts';
import { wordsOf } from './routes.ts';

interface HomePage extends PageBase {
  rooms: { href: string; label: string; text: string }[];
  alerts: Alerts;
  /** Sentences of what each audience looks for first, with where it goes on. */
  glance: { text: string; href: string; more: string }[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'reports/home': HomePage;
  }
}

const staff = peopleWho('opens a room of administration', opensAdministration);

function glanceOf(
  { completion, next, expiring, files }: Glance,
  { t, fmt }: Words,
): HomePage['glance'] {
  const lines: HomePage['glance'] = [];
  if (files > 0) {
    lines.push({
      text: t('home.files', { count: files }),
      href: SCHEDULES,
      more: t('home.openFiles'),
    });
  }
  if (next !== null) {
    lines.push({
      text: t('home.ready', {
        month: fmt.month(next.month),
        people: fmt.number(next.people),
        ready: fmt.number(next.ready),
      }),
      href: `${READINESS}?mes=${next.month}`,
      more: t('home.openReady'),
    });
  }
  if (completion !== null) {
    lines.push({
      text: t('home.completion', {
        rate: fmt.percent(completion.some / completion.of),
        some: fmt.number(completion.some),
        of: fmt.number(completion.of),
        date: fmt.date(completion.day),
      }),
      href: INDICATORS,
      more: t('home.openIndicators'),
    });
  }
  if (expiring !== null && expiring > 0) {
    lines.push({
      text: t('home.expiring', { count: expiring }),
      href: `${INDICATORS}#vigencia`,
      more: t('home.openIndicators'),
    });
  }
  return lines;
}

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
      glance: glanceOf(await home.glance(actor, visitOf(response).language), wordsOf(response)),
    });
  });

  return router;
}
