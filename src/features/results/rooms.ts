import type { TeachingPart } from '../studio/home.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { GradingService } from './grading-service.ts';

/** What the results show on the home of whoever teaches. */
export const teachingRooms =
  ({ grading }: { grading: Pick<GradingService, 'queue'> }): TeachingPart =>
  async (actor) => [
    ...(mayAnywhere(actor, 'answers.grade')
      ? [
          {
            href: '/ensenar/por-calificar',
            label: 'grading.queue' as const,
            text: 'grading.roomWhat' as const,
            waiting: (await grading.queue(actor)).length,
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
