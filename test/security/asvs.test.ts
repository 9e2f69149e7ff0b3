import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { projectRoot } from '../../src/lib/project-root.ts';

/** How many rows of asvs.csv still lack a proof. It goes down with each proof, and up never. */
const OPEN_ROWS = 0;

const Row = z.strictObject({
  id: z.string().regex(/^\d+\.\d+\.\d+(, \d+\.\d+\.\d+)*$/),
  level: z.enum(['1', '2']),
  meaning: z.string().min(5).max(90),
  state: z.enum(['proved', 'document', 'not-applicable-yet', 'open']),
  where: z.string().min(5),
});

const textOf = (path: string): string | null =>
  existsSync(path) ? readFileSync(path, 'utf8') : null;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** What is wrong with one proof: `FILE: TITLE` below test/, or `FILE # HEADING` of a document. Null when it stands. */
function faultOf(proof: string, state: string): string | null {
  const [, file = '', mark = '', name = ''] = /^(\S+?)(:| #) (.+)$/.exec(proof) ?? [];
  const isTest = mark === ':';
  if (isTest !== (state === 'proved')) return 'a proof names a test, a document a heading';
  const text = textOf(join(projectRoot, isTest ? 'test' : '', file));
  if (text === null) return `there is no file ${file}`;
  const written = isTest
    ? new RegExp(`\\b(?:describe|it)\\(\\s*(['"\`])${escaped(name)}\\1`)
    : new RegExp(`^#+ (?:\\d{4}-\\d\\d-\\d\\d · )?${escaped(name)}$`, 'm');
  return written.test(text) ? null : `${file} has no «${name}»`;
}

describe('the table of ASVS', () => {
  const rows = z.array(Row).parse(
    parse(readFileSync(join(import.meta.dirname, 'asvs.csv')), {
      columns: true,
      comment: '#',
      comment_no_infix: true,
      delimiter: '|',
      quote: null,
      trim: true,
    }),
  );
  const provable = rows.filter(({ state }) => state === 'proved' || state === 'document');

  it('has each requirement once', () => {
    const ids = rows.flatMap(({ id }) => id.split(', '));
    expect(rows).to.have.length(138);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).to.deep.equal([]);
  });

  it('names only tests and paragraphs that are there', () => {
    const faults = provable.flatMap(({ id, state, where }) =>
      where
        .split(' ; ')
        .map((proof) => faultOf(proof, state))
        .filter((fault) => fault !== null)
        .map((fault) => `${id}: ${fault}`),
    );
    expect(faults).to.deep.equal([]);
  });

  it('leaves open no more than it says', () => {
    const open = rows.filter(({ state }) => state === 'open');
    expect(open, open.map(({ id, where }) => `${id}: ${where}`).join('\n')).to.have.length(
      OPEN_ROWS,
    );
  });
});
