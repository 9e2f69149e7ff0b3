import type { Db } from '../db/connection.ts';
import { toColumn } from '../db/columns.ts';
import { auditWriter } from '../features/audit/audit.ts';
import { messageRepository } from '../features/messages/repository.ts';
import type { About } from '../features/messages/thread.ts';
import { DAY, HOUR } from '../lib/clock.ts';
import type { Sealer } from '../lib/sealed.ts';

interface Spoken {
  personId: string;
  about: About;
  question: string;
  daysAgo: number;
  /** Null: it waits for an answer. */
  answer: { by: string; text: string } | null;
}

const SPOKEN: Spoken[] = [
  {
    personId: 'rosa',
    about: { kind: 'lesson', id: 'lo-que-no-se-media' },
    question:
      'En mi red a veces nos piden mediar entre familiares.\n¿Cómo sé si puedo o si debo decir que no?',
    daysAgo: 6,
    answer: {
      by: 'ximena',
      text: 'Buena pregunta. Si hubo violencia no se media: eso se canaliza.\nSi es un desacuerdo y las dos personas quieren, puedes facilitar.',
    },
  },
  {
    personId: 'rosa',
    about: { kind: 'quiz', id: 'evaluacion-final' },
    question: '¿Puedo repetir la evaluación si se va la señal a la mitad?',
    daysAgo: 1,
    answer: null,
  },
  {
    personId: 'elena',
    about: { kind: 'course', id: '' },
    question: 'Salgo en treinta días. ¿Este curso cuenta para la lista de despliegue?',
    daysAgo: 2,
    answer: null,
  },
];

/** What neighbours of Rosa ask, so that a list has more than a page can hold at a glance. */
const ASKED: [about: About, question: string, daysAgo: number][] = [
  [
    { kind: 'lesson', id: 'lo-que-no-se-media' },
    'Lo de la lección me pasó con mi pareja el año pasado. No lo había contado.\nTodavía me da miedo cuando llega.',
    4,
  ],
  [{ kind: 'quiz', id: 'evaluacion-final' }, '¿Cuándo llega mi constancia? Ya la terminé.', 7],
  [{ kind: 'course', id: '' }, '¿Puede entrar mi comadre aunque no sea de la red?', 3],
  [
    { kind: 'lesson', id: 'acuerdos-y-seguimiento' },
    'En la junta nadie quiere firmar el acuerdo. ¿Sirve si solo queda en el acta?',
    2,
  ],
];

interface Needs {
  now: Date;
  seal: Sealer;
  enrolmentOf: (name: string) => string;
  /** Ids of people of Rosa's municipality. */
  neighbours: readonly string[];
  engine: 'sqlite' | 'postgres';
}

/**
 * What the cast asked and was answered, a letter to Rosa, and an announcement to her group. The first of her neighbours told
 * of violence that she lived: Ximena marked it, so nobody else reads it.
 */
export async function addConversations(
  trx: Db,
  { now, seal, enrolmentOf, neighbours, engine }: Needs,
): Promise<void> {
  const repository = messageRepository(trx, seal);
  const asked = ASKED.flatMap(([about, question, daysAgo], at): Spoken[] => {
    const personId = neighbours[at];
    return personId === undefined ? [] : [{ personId, about, question, daysAgo, answer: null }];
  });
  for (const [at, { personId, about, question, daysAgo, answer }] of [
    ...asked,
    ...SPOKEN,
  ].entries()) {
    const moment = new Date(now.getTime() - daysAgo * DAY);
    const enrolmentId = enrolmentOf(personId);
    const threadId = await repository.ask({
      personId,
      enrolmentId,
      about,
      attemptId: null,
      now: moment,
    });
    const text = { threadId, authorId: personId, text: question, sendKey: null, now: moment };
    const seen = await repository.add(text);
    if (at === 0) {
      const marked = new Date(moment.getTime() + 3 * HOUR);
      await markDisclosed(trx, seen, personId, marked);
      await auditWriter(() => marked, engine)(trx, MARKED);
    }
    if (answer === null) continue;
    const later = new Date(moment.getTime() + 20 * HOUR);
    await repository.add({
      threadId,
      authorId: answer.by,
      text: answer.text,
      sendKey: null,
      now: later,
    });
    await repository.answered(threadId, { seen, personId, now: later });
  }
  const week = new Date(now.getTime() - 8 * DAY);
  const mailing = { author_id: 'ximena', cohort_id: 'c-ecatepec', people: 1, send_key: 'demo' };
  await trx('mailings').insert({ id: 'ml-demo', ...mailing, sent_at: toColumn(week) });
  await repository.sendLetters([{ personId: 'rosa', enrolmentId: enrolmentOf('rosa') }], {
    mailingId: 'ml-demo',
    authorId: 'ximena',
    subject: 'Cómo vamos',
    text: 'Hola. Ya pasaron varias semanas del curso. ¿Qué te ha servido y qué falta?',
    now: week,
  });
  await trx('announcements').insert({
    id: 'an-demo',
    cohort_id: 'c-ecatepec',
    author_id: 'ximena',
    title: 'Sesión de preguntas el jueves',
    body: 'Nos vemos a las 18:00 en el centro comunitario.\nTrae una situación de tu red, sin nombres.',
    published_at: toColumn(new Date(now.getTime() - 3 * DAY)),
    send_key: 'demo',
  });
}

const MARKED = {
  actorId: 'ximena',
  action: 'disclosure.marked',
  objectType: 'disclosure',
  objectId: 'disclosure-demo',
} as const;

/** As when Ximena marks a text, with the message of care to whoever wrote it. */
async function markDisclosed(trx: Db, id: string, personId: string, now: Date): Promise<void> {
  const at = toColumn(now);
  await trx('disclosures').insert({
    id: 'disclosure-demo',
    kind: 'message',
    object_id: id,
    marked_by: 'ximena',
    marked_at: at,
  });
  await trx('threads').insert({
    id: 'care-demo',
    person_id: personId,
    kind: 'care',
    created_at: at,
    last_at: at,
    unread_since: at,
  });
}
