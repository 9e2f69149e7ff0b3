import { BLOOM, PILLARS } from '../../courses/framework.ts';
import { DIFFICULTIES } from '../../courses/item-document.ts';
import { toSearchText } from '../../../lib/search-text.ts';
import type { Question } from './collect.ts';
import { remark } from './format.ts';
import type { LabelledFields } from './labels.ts';
import { isName, slugOf } from './names.ts';
import type { Cells } from './sheet-bodies.ts';
import { headingOf, type Field } from './sheet-fields.ts';
import { isYes } from './sheet-key.ts';

/** What a row says of its question beside its texts. */

const WORDS: Record<string, string> = {
  facil: 'easy', sencilla: 'easy', baja: 'easy', bajo: 'easy', media: 'medium', medio: 'medium', intermedia: 'medium', dificil: 'hard', alta: 'hard', alto: 'hard',
  recordar: 'remember', comprender: 'understand', entender: 'understand', aplicar: 'apply', analizar: 'analyse', analyze: 'analyse', evaluar: 'evaluate', crear: 'create',
  conocimiento: 'remember', comprension: 'understand', aplicacion: 'apply', analisis: 'analyse', evaluacion: 'evaluate', creacion: 'create',
  prevencion: 'prevention', participacion: 'participation', proteccion: 'protection', socorro: 'relief-and-recovery', recuperacion: 'relief-and-recovery', 'socorro y recuperacion': 'relief-and-recovery',
}; // prettier-ignore

function among<T extends string>(list: readonly T[], said: string): T | undefined {
  const written = toSearchText(said);
  return list.find((one) => one === said || one === written || one === WORDS[written]);
}

export function takeDetails(one: Question, cells: Cells): void {
  const { fields } = one.labels;
  const take = <K extends keyof LabelledFields>(
    field: Field,
    key: K,
    read: (said: string) => LabelledFields[K] | undefined,
  ): void => {
    const said = cells.get(field);
    if (said === undefined) return;
    const value = read(said);
    if (value === undefined)
      one.note(
        remark('formats.note.valueUnknown', { column: headingOf(field), value: said.slice(0, 60) }),
      );
    else fields[key] = value;
  };
  const name = (said: string): string | undefined => {
    if (isName(said)) return said;
    const made = slugOf(said);
    if (made === '') return undefined;
    one.note(remark('formats.note.idChanged', { from: said.slice(0, 60), to: made }));
    return made;
  };
  take('id', 'id', name);
  take('objective', 'objective', name);
  take('topic', 'topic', name);
  take('use', 'use', (said) => among(['quiz', 'check'], said));
  take('form', 'form', (said) => (['A', 'B'] as const).find((form) => form === said.toUpperCase()));
  take('bloom', 'bloom', (said) => among(BLOOM, said));
  take('pillar', 'pillar', (said) => among(PILLARS, said));
  take('difficulty', 'difficulty', (said) => among(DIFFICULTIES, said));
  take('critical', 'critical', (said) => (isYes(said) ? true : undefined));
  take('weight', 'weight', (said) => (/^(?:[1-9]\d?|100)$/.test(said) ? Number(said) : undefined));
}
