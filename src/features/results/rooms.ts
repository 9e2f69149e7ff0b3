import type { TeachingPart } from '../studio/home.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { GradingService } from './grading-service.ts';
import type { HeldService } from './held-service.ts';

/** What the results show on the home of whoever teaches. */
export const teachingRooms =
  ({
    grading,
    held,
  }: {
    grading: Pick<GradingService, 'queue'>;
    held: Pick<HeldService, 'list'>;
  }): TeachingPart =>
  async (actor) => [
    ...(mayAnywhere(actor, 'answers.grade')
      ? [
          {
            href: '/ensenar/por-calificar',
            label: 'grading.queue' as const,
            text: 'grading.roomWhat' as const,
            waiting: (await grading.queue(actor)).length,
          },
          {
            href: '/ensenar/por-revisar',
            label: 'held.title' as const,
            text: 'held.roomWhat' as const,
            waiting: (await held.list(actor)).length,
          },
        ]
      : []),
    ...(mayAnywhere(actor, 'grades.read')
      ? [
          {
            href: '/ensenar/calificaciones',
            label: 'gradebook.title' as const,
            text: 'gradebook.roomWhat' as const,
            waiting: null,
          },
        ]
      : []),
  ];
