import type { TeachingPart, TeachingRoom } from '../studio/home.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { GradingService } from './grading-service.ts';
import type { HeldService } from './held-service.ts';
import { MOST_COUNTED, type NeedsService } from './needs-service.ts';

/** What the results show on the home of whoever teaches. */
export const teachingRooms =
  ({
    grading,
    held,
    needs,
  }: {
    grading: Pick<GradingService, 'queue'>;
    held: Pick<HeldService, 'list'>;
    needs: Pick<NeedsService, 'count'>;
  }): TeachingPart =>
  async (actor) => [
    ...(mayAnywhere(actor, 'answers.read') ? [needsRoom(await needs.count(actor))] : []),
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

const needsRoom = (count: number): TeachingRoom => ({
  href: '/ensenar/quien-me-necesita',
  label: 'needs.title',
  text: 'needs.roomWhat',
  waiting: Math.min(count, MOST_COUNTED),
  isMore: count > MOST_COUNTED,
});
