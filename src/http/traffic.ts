/** Upper ends of the histogram, in seconds. */
export const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What is asked for, so coarsely that it tells of nobody and the number of series stays what it is. */
const CLASSES = [
  'account',
  'administration',
  'attempt',
  'certificate',
  'check',
  'course',
  'dashboard',
  'front',
  'health',
  'lesson',
  'media',
  'other',
  'quiz',
  'teaching',
] as const;
export type RouteClass = (typeof CLASSES)[number];

const BY_FIRST_PART = new Map<string, RouteClass>([
  ['', 'front'],
  ['administrar', 'administration'],
  ['constancias', 'certificate'],
  ['correo', 'account'],
  ['cuenta', 'account'],
  ['cursos', 'course'],
  ['ensenar', 'teaching'],
  ['entrar', 'account'],
  ['intentos', 'attempt'],
  ['invitacion', 'account'],
  ['medios', 'media'],
  ['mi-aprendizaje', 'dashboard'],
  ['primer-administrador', 'account'],
  ['recuperar', 'account'],
  ['registro', 'account'],
  ['salir', 'account'],
  ['salud', 'health'],
  ['v', 'check'],
]);

const classOf = (path: string): RouteClass => {
  const end = path.indexOf('/', 1);
  const found = BY_FIRST_PART.get(path.slice(1, end === -1 ? undefined : end)) ?? 'other';
  if (found !== 'course') return found;
  if (path.includes('/lecciones/')) return 'lesson';
  return path.includes('/evaluaciones/') ? 'quiz' : 'course';
};

interface Counts {
  /** How many answers, by status. */
  statuses: Map<number, number>;
  /** How many took no longer than each end of the histogram, and no less than the one before; the last has no end. */
  buckets: number[];
  seconds: number;
}

/** What was answered since the process began. */
export interface Traffic {
  count(path: string, status: number, milliseconds: number): void;
  read(): Iterable<[RouteClass, Readonly<Counts>]>;
}

/** Counts answers by kind of page; counting makes nothing that has to be collected. */
export function traffic(): Traffic {
  const all = new Map<RouteClass, Counts>(
    CLASSES.map((name) => [
      name,
      { statuses: new Map(), buckets: Array<number>(BUCKETS.length + 1).fill(0), seconds: 0 },
    ]),
  );
  return {
    count(path, status, milliseconds) {
      const counts = all.get(classOf(path));
      if (counts === undefined) return;
      const seconds = milliseconds / 1000;
      let at = 0;
      while (at < BUCKETS.length && seconds > (BUCKETS[at] ?? 0)) at += 1;
      counts.buckets[at] = (counts.buckets[at] ?? 0) + 1;
      counts.statuses.set(status, (counts.statuses.get(status) ?? 0) + 1);
      counts.seconds += seconds;
    },
    read: () => all,
  };
}
