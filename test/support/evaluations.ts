import type { TestApp } from './app.ts';

/** Five questions as people write them in a document. */
export const FIVE_QUESTIONS = `1. ¿A qué número se llama en una emergencia?
a) 911 *
b) 079
c) 089

2. El 911 atiende las 24 horas.
Respuesta: verdadero

3. ¿En qué año se adoptó la resolución 1325?
Respuesta: 2000

4. ¿Qué se hace primero cuando alguien cuenta algo difícil?
a) Dar consejos
b) Escuchar *
c) Preguntar nombres

5. ¿Qué se cuida al escuchar?
a) El silencio *
b) La confianza *
c) La prisa`;

/** The texts of a draft by their paths. */
export async function draftFiles(app: TestApp, draft: string): Promise<Map<string, string>> {
  const rows = await app.database
    .db('course_draft_files')
    .where('draft_id', draft.split('/').pop() ?? '')
    .select<{ path: string; text: string | null }[]>('path', 'text');
  return new Map(rows.map(({ path, text }) => [path, text ?? '']));
}

/** An assessment that says everything, as its form sends it. */
export const quizFields = (more: Record<string, string> = {}): Record<string, string> => ({
  version: '0',
  ingles: '1',
  'title.es': 'Examen de Tijuana',
  'title.en': 'Tijuana exam',
  'intro.es': 'Lee con calma.',
  kind: 'posttest',
  counted: 'si',
  passMark: '80',
  attempts: '2',
  timeLimitMinutes: '45',
  counts: 'average',
  reasons: 'after-close',
  after: 'm1',
  opensAt: '2026-12-01T09:00',
  closesAt: '2026-12-01T11:00',
  timeZone: 'America/Tijuana',
  'sections.0.id': 'parte-1',
  'sections.0.title.es': 'Escuchar',
  'sections.0.intro.es': 'Primero.',
  'draw.0.count': '3',
  'draw.0.tag': 'x',
  'draw.0.topic': 'escucha',
  'draw.0.difficulty': 'easy',
  'draw.0.type': 'single',
  'draw.0.section': 'parte-1',
  'draw.1.count': '2',
  'draw.1.form': 'B',
  'draw.1.objective': 'lo1',
  'draw.1.critical': 'no',
  accion: 'guardar',
  ...more,
});
