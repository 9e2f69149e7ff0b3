import { mayAnywhere } from '../permissions/policy.ts';
import type { TeachingPart } from '../studio/home.ts';
import type { ThreadService } from './thread-service.ts';

/** What those whom somebody accompanies ask, on the home of whoever teaches. */
export const messageRooms =
  ({ threads }: { threads: Pick<ThreadService, 'waiting'> }): TeachingPart =>
  async (actor) =>
    mayAnywhere(actor, 'answers.read')
      ? [
          {
            href: '/ensenar/preguntas',
            label: 'messages.questions.title',
            text: 'messages.roomWhat',
            waiting: await threads.waiting(actor),
          },
          {
            href: '/ensenar/avisos',
            label: 'announcements.title',
            text: 'announcements.roomWhat',
            waiting: null,
          },
        ]
      : [];
