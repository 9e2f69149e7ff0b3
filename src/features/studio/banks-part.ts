import { opensBanks } from '../bank/access.ts';
import type { TeachingPart } from './home.ts';

/** The question banks, on the home of whoever may have some. */
export const banksPart: TeachingPart = (actor) =>
  Promise.resolve(
    opensBanks(actor)
      ? [
          {
            href: '/ensenar/bancos',
            label: 'bank.title' as const,
            text: 'bank.roomText' as const,
            waiting: null,
          },
        ]
      : [],
  );
