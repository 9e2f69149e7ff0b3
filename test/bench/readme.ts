import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { Row } from './rows.ts';

const BEGIN = '<!-- figures -->';
const END = '<!-- /figures -->';

/** `sqlite.1000.lesson.ratio`: the engine, how many people where it matters, and what was measured. */
const NAMED = /^(sqlite|postgres)\.(?:(\d+)\.)?(.+)$/;

/**
 * Without a goal, but why a figure is what it is: what the machine is worth, processor time of our own process and of PostgreSQL
 * on the same cores, what the browser alone takes for a page.
 */
const EXPLAINS = /\.(database-)?cpu$|\.machine\.|\.phone\.floor\./;

/** The rows that have a goal or explain one, one line for each measure and one column for each world; what falls short is bold. */
export function figures(rows: readonly Row[]): string {
  const worlds = new Set<string>();
  const measures = new Map<string, { goal: string; unit: string; values: Map<string, string> }>();
  for (const { name, value, unit, goal, met } of rows) {
    const [, engine = '', people, measure = ''] = NAMED.exec(name) ?? [];
    if (measure === '' || (goal === null && !EXPLAINS.test(name))) continue;
    const world = `${engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'}${people === undefined ? '' : `, ${Number(people).toLocaleString('en')}`}`;
    worlds.add(world);
    const known = measures.get(measure) ?? {
      goal: goal ?? '',
      unit,
      values: new Map<string, string>(),
    };
    known.values.set(world, met === false ? `**${String(value)}**` : String(value));
    measures.set(measure, known);
  }
  const columns = [...worlds];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(['measure', 'goal', ...columns]),
    line(['---', '---', ...columns.map(() => '---:')]),
    ...[...measures].map(([measure, { goal, unit, values }]) =>
      line([
        `\`${measure}\``,
        `${goal.replace('<', '&lt;')} ${unit}`.trimStart(),
        ...columns.map((world) => values.get(world) ?? ''),
      ]),
    ),
  ].join('\n');
}

/** Puts the figures of this run into the README, between its two marks. */
export function writeFigures(rows: readonly Row[]): void {
  const file = join(projectRoot, 'README.md');
  const text = readFileSync(file, 'utf8');
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin === -1 || end === -1) throw new Error(`README.md has no ${BEGIN} … ${END}`);
  const made = `${BEGIN}\n\n${figures(rows)}\n\n`;
  writeFileSync(file, text.slice(0, begin) + made + text.slice(end));
}
