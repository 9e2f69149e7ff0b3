import { isMessageKey, type MessageKey, type Translate } from '../../i18n/translate.ts';

const PARTS: Record<string, MessageKey> = {
  options: 'bank.optionNumber',
  pairs: 'bank.pairNumber',
  distractors: 'bank.distractorNumber',
  steps: 'bank.stepNumber',
  answers: 'bank.answerNumber',
  units: 'bank.unitNumber',
  nodes: 'bank.nodeNumber',
  audio: 'bank.audioNumber',
};

const FIELDS: Record<string, MessageKey> = {
  stem: 'bank.stem',
  feedback: 'bank.feedback',
  options: 'bank.options',
  pairs: 'bank.pairs',
  steps: 'bank.steps',
  answers: 'bank.answers',
  gaps: 'bank.gaps',
  nodes: 'bank.nodes',
  text: 'bank.text',
  credit: 'bank.credit',
  from: 'bank.from',
  to: 'bank.to',
  points: 'bank.points',
  consequence: 'bank.consequence',
  objective: 'bank.objective',
  topic: 'bank.topic',
  tags: 'bank.tags',
  weight: 'bank.weight',
  bloom: 'bank.bloom',
  pillar: 'bank.pillar',
  difficulty: 'bank.difficulty',
  form: 'bank.form',
  minWords: 'bank.minWords',
  maxWords: 'bank.maxWords',
  maxFiles: 'bank.maxFiles',
  maxSeconds: 'bank.maxSeconds',
  accepts: 'bank.accepts',
  graderNotes: 'bank.graderNotes',
  template: 'bank.template',
  file: 'bank.audioFile',
  language: 'bank.audioLanguage',
  called: 'bank.audioCalled',
  transcript: 'content.transcript',
};

/** What people call a field such as `options.2.text.es`: Opción 3. */
export function labelOf(field: string, t: Translate): string {
  const names = field.split('.').filter((name) => name !== 'es' && name !== 'en');
  const said: string[] = [];
  names.forEach((name, at) => {
    const number = Number(names[at + 1]);
    const part = PARTS[name];
    if (Number.isInteger(number) && name === 'choices') {
      said.push(t('bank.choice', { number: number + 1 }));
    } else if (Number.isInteger(number) && name === 'gaps') {
      said.push(t('bank.gap', { number: number + 1 }));
    } else if (Number.isInteger(number) && part !== undefined && isMessageKey(part)) {
      said.push(t(part, { number: number + 1 }));
    }
  });
  const last = names.at(-1) ?? '';
  const key = FIELDS[last];
  if (said.length === 0 || (key !== undefined && last !== 'text'))
    said.push(key === undefined ? last : t(key));
  return said.join(', ');
}
