import type { MessageKey, Translate } from '../../i18n/translate.ts';
import type { LessonSheet } from './lesson-service.ts';

/** What stands before and after the text that is selected, or before and after a sample. */
interface Written {
  before: string;
  after: string;
  sample: string;
}
interface Block extends Written {
  value: string;
  label: string;
}

/** Blocks that the editor can write, as they are offered. */
export interface BlockGroup {
  label: string;
  /** Also offered as buttons where there is a script. */
  isToolbar: boolean;
  blocks: Block[];
}

/** What of a course a lesson can name. */
type Around = Pick<LessonSheet, 'media' | 'terms' | 'checks'>;

const PICTURE = /\.(?:svg|png|jpe?g|webp)$/;
const SHOWN = 60;

const container = (name: string, head: string, sample: string): Written => ({
  before: `::: ${name}${head === '' ? '' : ` ${head}`}\n`,
  after: '\n:::\n\n',
  sample,
});

/** The captions of a video among the media: of its own name, in Spanish first. */
const captionsFor = (video: string, media: readonly string[]): string => {
  const stem = video.replace(/\.mp4$/, '');
  const own = media.filter((name) => name.endsWith('.vtt') && name.startsWith(stem));
  return own.find((name) => name.includes('.es.')) ?? own[0] ?? `${stem}.es.vtt`;
};

/** Every block that a lesson may have, with the files, words and checks that its course has. */
export function blockGroups({ media, terms, checks }: Around, t: Translate): BlockGroup[] {
  const sample = t('studio.block.sample');
  const simple = (name: keyof typeof NAMES, one: Written): Block => ({
    value: name,
    label: t(NAMES[name]),
    ...one,
  });
  /** A block for each file of a kind, or for a name that stands for one. */
  const ofFiles = (
    kind: 'figure' | 'describe' | 'audio' | 'video' | 'descarga',
    isOne: (name: string) => boolean,
    none: string,
    written: (name: string) => Written,
  ): BlockGroup => {
    const found = media.filter(isOne);
    const names = found.length === 0 ? [none] : found;
    return {
      label: t(`studio.block.${kind}`),
      isToolbar: false,
      blocks: names.map((name) => ({ value: `${kind}:${name}`, label: name, ...written(name) })),
    };
  };
  const ending = (extension: string) => (name: string) => name.endsWith(extension);

  return [
    {
      label: t('studio.blocks.text'),
      isToolbar: true,
      blocks: [
        simple('heading', {
          before: '## ',
          after: '\n\n',
          sample: t('studio.block.headingSample'),
        }),
        simple('bold', { before: '**', after: '**', sample }),
        simple('list', { before: '- ', after: '\n', sample }),
        simple('link', { before: '[', after: '](https://)', sample }),
      ],
    },
    {
      label: t('studio.blocks.boxes'),
      isToolbar: true,
      blocks: [
        simple('nota', container('nota', '', sample)),
        simple('cuidado', container('cuidado', '', sample)),
        simple('ejemplo', container('ejemplo', '', sample)),
        simple('actividad', container('actividad', '', sample)),
        simple('revela', container('revela', t('studio.block.revealHead'), sample)),
        simple('alternativa', container('alternativa', t('content.alternative'), sample)),
      ],
    },
    {
      label: t('studio.block.term'),
      isToolbar: false,
      blocks: (terms.length === 0 ? [{ id: 'palabra', term: sample }] : terms).map(
        ({ id, term }) => ({
          value: `term:${id}`,
          label: term,
          before: '[',
          after: `](glosario:${id})`,
          sample: term,
        }),
      ),
    },
    ofFiles(
      'figure',
      (name) => PICTURE.test(name),
      'figura.png',
      (name) => ({
        before: '![',
        after: `](media/${name} "${t('studio.block.caption')}")\n\n`,
        sample: t('studio.block.alt'),
      }),
    ),
    ofFiles(
      'describe',
      (name) => PICTURE.test(name),
      'figura.png',
      (name) => container('descripcion', name, t('studio.block.describeSample')),
    ),
    ofFiles('audio', ending('.mp3'), 'narracion.mp3', (name) =>
      container('audio', name, t('studio.block.transcript')),
    ),
    ofFiles('video', ending('.mp4'), 'video.mp4', (name) =>
      container('video', `${name} ${captionsFor(name, media)}`, t('studio.block.transcript')),
    ),
    ofFiles('descarga', ending('.pdf'), 'hoja.pdf', (name) =>
      container('descarga', name, t('studio.block.download')),
    ),
    {
      label: t('studio.block.comprueba'),
      isToolbar: false,
      blocks: (checks.length === 0 ? [{ id: 'id-del-reactivo', stem: '' }] : checks).map(
        ({ id, stem }) => ({
          value: `check:${id}`,
          label: stem === '' ? id : stem.slice(0, SHOWN),
          before: '::: comprueba ',
          after: '\n:::\n\n',
          sample: id,
        }),
      ),
    },
  ];
}

const NAMES = {
  heading: 'studio.block.heading',
  bold: 'studio.block.bold',
  list: 'studio.block.list',
  link: 'studio.block.link',
  nota: 'studio.block.nota',
  cuidado: 'studio.block.cuidado',
  ejemplo: 'studio.block.ejemplo',
  actividad: 'studio.block.actividad',
  revela: 'studio.block.revela',
  alternativa: 'studio.block.alternativa',
} as const satisfies Record<string, MessageKey>;

/** A text with a block at its end: what the editor does where there is no script. */
export function withBlock(text: string, groups: readonly BlockGroup[], value: string): string {
  const block = groups.flatMap(({ blocks }) => blocks).find((one) => one.value === value);
  if (block === undefined) return text;
  const before = text.trimEnd();
  const { before: opening, sample, after } = block;
  return `${before}${before === '' ? '' : '\n\n'}${`${opening}${sample}${after}`.trimEnd()}\n`;
}
