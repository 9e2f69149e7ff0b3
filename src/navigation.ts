import { opensAdministration } from './features/reports/home.ts';
import { opensStudio } from './features/studio/access.ts';
import type { MessageKey } from './i18n/translate.ts';
import type { Actor } from './lib/actor.ts';

interface Entry {
  href: string;
  key: MessageKey;
}

/** The menu of a person: only what she can open. */
export function navigation(actor: Actor | null): Entry[] {
  if (actor === null) {
    return [
      { href: '/cursos', key: 'frame.courses' },
      { href: '/entrar', key: 'frame.signIn' },
    ];
  }
  const entries: Entry[] = [
    { href: '/mi-aprendizaje', key: 'frame.myLearning' },
    { href: '/cursos', key: 'frame.courses' },
    { href: '/mensajes', key: 'messages.title' },
  ];
  if (opensStudio(actor)) entries.push({ href: '/ensenar', key: 'frame.teach' });
  if (opensAdministration(actor)) {
    entries.push({ href: '/administrar', key: 'frame.administer' });
  }
  entries.push({ href: '/cuenta', key: 'frame.account' });
  return entries;
}
