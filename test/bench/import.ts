import { setTimeout } from 'node:timers/promises';
import { ROSTERS } from '../support/roster-files.ts';
import { lessonsBeside } from './beside.ts';
import { CONNECTIONS } from './load.ts';
import { LESSON } from './pages.ts';
import { readers, type Visitor } from './people.ts';
import { row, type Row } from './rows.ts';
import type { World } from './world.ts';

const PEOPLE = 20_000;
const GIVEN = ['María', 'José', 'Lucía', 'Juan', 'Ana', 'Luis', 'Sofía', 'Raúl', 'Inés', 'Óscar'];
const SURNAMES = ['Hernández', 'García', 'Martínez', 'López', 'Ríos', 'Peña', 'Núñez', 'Cruz'];

/** A roster as a corporation keeps it: semicolons, Windows-1252, a key for each, everybody in a course. */
function roster(from: number): File {
  const course = LESSON.split('/')[2] ?? '';
  const rows = Array.from({ length: PEOPLE }, (_none, index) => {
    const at = from + index;
    const name = `${GIVEN[at % 10] ?? ''} ${SURNAMES[at % 8] ?? ''} ${SURNAMES[Math.floor(at / 8) % 8] ?? ''}`;
    const key = `BEBA850101${String(at).padStart(9, '0')}`;
    return [name, at % 2 === 0 ? 'mujer' : 'hombre', '11020', 'PM León', key, course].join(';');
  });
  const text = ['Nombre;Sexo;CVEGEO;Corporación;CUIP;Curso', ...rows].join('\r\n');
  return new File([new Uint8Array(Buffer.from(text, 'latin1'))], 'padron.csv');
}

/** Sends a roster; answers where what was understood of it stands. */
async function read({ browser }: Visitor, file: File): Promise<string> {
  const form = new FormData();
  form.set('archivo', file);
  const { location, status } = await browser.send('POST', ROSTERS, form, {
    'sec-fetch-site': 'same-origin',
  });
  const { text } = await browser.get(location);
  if (!text.replace(/\D/g, '').includes(String(PEOPLE)))
    throw new Error(`The roster was not read: ${String(status)} ${text.slice(0, 500)}`);
  return location;
}

/** Confirms it, and looks at its page until all are in. */
async function add({ browser }: Visitor, path: string): Promise<void> {
  await browser.post(path);
  for (;;) {
    const { document } = await browser.get(path);
    if (document.querySelector('progress') === null) return;
    await setTimeout(250);
  }
}

/** Twenty thousand people come in from one table, while nobody and while many read lessons. */
export async function measureImport(world: World, lucia: Visitor): Promise<Row[]> {
  const begun = performance.now();
  const path = await read(lucia, roster(0));
  const seen = performance.now();
  await add(lucia, path);
  const done = performance.now();
  const visitors = await readers(world);
  const file = roster(PEOPLE);
  let second = '';
  const reading = await lessonsBeside(world, visitors, async (time) => {
    if (time === 0) second = await read(lucia, file);
    else await setTimeout(100);
  });
  const adding = await lessonsBeside(world, visitors, async (time) => {
    if (time === 0) await add(lucia, second);
    else await setTimeout(100);
  });
  return [
    row('import.20000', (done - begun) / 1000, 's, read, seen and added', '< 60'),
    row('import.20000.dry-run', (seen - begun) / 1000, 's until it is seen'),
    row('import.lesson-p99', adding.p99, `ms at ${String(CONNECTIONS)} meanwhile`, '< 50'),
    row('import.read.lesson-p99', reading.p99, `ms at ${String(CONNECTIONS)} while it is read`),
  ];
}
