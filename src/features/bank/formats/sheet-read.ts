import { collector, question, unreadable, type Draft, type Question } from './collect.ts';
import { remark, type ReadOptions, type ReadResult } from './format.ts';
import { categoryIn } from './gift-blocks.ts';
import { letter } from './names.ts';
import type { Sheet, SheetMapping } from './sheet.ts';
import type { Cells } from './sheet-bodies.ts';
import { rowDraft, type SheetOption } from './sheet-draft.ts';
import { takeDetails } from './sheet-details.ts';
import { MOST_OPTIONS, type Field } from './sheet-fields.ts';
import { isYes, unmarked } from './sheet-key.ts';
import { tidy } from './tidy.ts';

/** Reads sheets, each as its mapping says. */
export async function readSheets(
  sheets: readonly { sheet: Sheet; mapping: SheetMapping }[],
  options: ReadOptions = {},
): Promise<ReadResult> {
  const all = collector(options);
  for (const { sheet, mapping } of sheets) {
    const place = (row: number) => ({ unit: 'row' as const, number: row + 1, sheet: sheet.name });
    if (!mapping.columns.includes('stem')) {
      if (sheet.rows.some((row) => row.some((cell) => cell.trim() !== '')))
        all.problem(
          place(0),
          sheet.rows[0]?.join(' ') ?? '',
          remark('formats.problem.noStemColumn'),
        );
      continue;
    }
    for (const group of groupsIn(sheet, mapping)) {
      const cells = group.cells;
      const one = question(
        place(group.row),
        categoryIn(cells.get('category') ?? ''),
        labelsIn(cells),
      );
      const isRead = await all.read(
        one,
        () => cells.get('stem') ?? '',
        () => draftIn(one, group),
      );
      if (!isRead) return all.result();
    }
  }
  return all.result();
}

function draftIn(one: Question, { cells, options }: Group): Draft {
  takeDetails(one, cells);
  if ((cells.get('stem') ?? '') === '') return unreadable('formats.problem.noStem');
  return rowDraft(cells, options);
}

/** The tags of a cell: `;` or `,` cuts them, `\;` does not. */
function labelsIn(cells: Cells): string[] {
  const written = cells.get('tags') ?? '';
  // Ours are cut by semicolons; another's may be cut by commas.
  const cut = written.includes(';') || cells.has('id') ? /(?:[^\\;]|\\.)+/gs : /[^,]+/g;
  return (written.match(cut) ?? []).map((tag) => tag.replace(/\\([\\;])/g, '$1').trim());
}

interface Group {
  /** The row in which it begins. */
  row: number;
  /** All rows that it has. */
  rows: number[];
  cells: Cells;
  options: SheetOption[];
}

/** Questions of a sheet, each with its rows. */
export function* groupsIn({ rows }: Sheet, mapping: SheetMapping): Generator<Group> {
  let open: Group | null = null;
  for (const [at, row] of rows.entries()) {
    if (at <= mapping.headings) continue;
    const cells: Cells = new Map();
    mapping.columns.forEach((field, column) => {
      const value = tidy(row[column] ?? '');
      if (field !== null && value !== '') cells.set(field, value);
    });
    if (cells.size === 0) continue;
    if (mapping.layout === 'questions') {
      yield { row: at, rows: [at], cells, options: optionsIn(cells) };
      continue;
    }
    const starts: boolean = open === null || isAnother(open.cells, cells);
    if (starts && open !== null) yield open;
    if (starts || open === null) open = { row: at, rows: [], cells, options: [] };
    open.rows.push(at);
    const option = cells.get('option');
    if (option !== undefined) open.options.push(optionOf(option, cells));
  }
  if (open !== null) yield open;
}

/** A row begins a question where it asks something else, or has another number. */
function isAnother(open: Cells, row: Cells): boolean {
  const differs = (field: Field): boolean => row.has(field) && row.get(field) !== open.get(field);
  return differs('stem') || differs('number');
}

function optionOf(written: string, cells: Cells): SheetOption {
  const { text, isRight } = unmarked(written);
  const mark = cells.get('mark');
  const reason = cells.get('reason') ?? null;
  return {
    ...emptyOption(),
    text: { es: text, en: text },
    isRight: isRight || (mark !== undefined && isYes(mark)),
    feedback: reason === null ? null : { es: reason, en: reason },
  };
}

const emptyOption = (): SheetOption => ({
  id: null, text: null, pair: null, feedback: null, share: null, isRight: false,
}); // prettier-ignore

function optionsIn(cells: Cells): SheetOption[] {
  const options: SheetOption[] = [];
  const both = (name: 'option' | 'pair' | 'reason', at: number) => {
    const es = cells.get(`${name}.${letter(at)}`);
    return es === undefined ? null : { es, en: cells.get(`${name}.${letter(at)}.en`) ?? es };
  };
  for (let at = 0; at < MOST_OPTIONS; at++) {
    options.push({
      ...emptyOption(),
      id: cells.get(`name.${letter(at)}`) ?? null,
      text: both('option', at),
      pair: both('pair', at),
      feedback: both('reason', at),
      share: cells.get(`share.${letter(at)}`) ?? null,
    });
  }
  const isEmpty = (one: SheetOption): boolean =>
    one.text === null && one.pair === null && one.feedback === null && one.id === null;
  while (options.length > 0 && isEmpty(options.at(-1) ?? emptyOption())) options.pop();
  return options;
}
