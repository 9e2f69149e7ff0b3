import { shownAudio, type ShownAudio } from '../content/item-audio.ts';
import type { Html } from '../../lib/html.ts';
import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { translator, type MessageKey } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { PendingKey } from '../../lib/pending-key.ts';
import { newId } from '../../lib/random-code.ts';
import type { OpenedAttempt } from './attempt-pages.ts';
import { quizHrefOf } from './attempt-views.ts';
import {
  handInRule,
  MOST_BYTES,
  shownFiles,
  type HandInKind,
  type ShownFile,
} from './handed-in.ts';
import { handedInBy } from './item-by-hand.ts';
import { isSpanishOnly, textsOf } from './item-texts.ts';
import type { OpenedItem } from './scenario-views.ts';

interface StepPage extends PageBase {
  item: string;
  course: { title: string; href: string };
  quiz: { title: string; href: string };
  attemptHref: string;
  /** Where the files of the attempt are, and where one is sent. */
  action: string;
  /** Names the next sending of this page. */
  key: string;
  number: number;
  total: number;
  stem: Html;
  audio: ShownAudio[];
  /** Its author wrote no English. */
  spanishOnly: boolean;
  files: ShownFile[];
  /** The kinds of file for the browser's chooser. */
  accept: string;
  errors: FieldErrors;
}

interface HandInPage extends StepPage {
  /** What may be added, each with how much it may weigh. */
  kinds: string[];
  /** How many more may be added. */
  left: number;
  saysMore: boolean;
}

interface OralPage extends StepPage {
  longest: string;
  seconds: number;
  mayBeWritten: boolean;
  megabytes: number;
  pending: PendingKey | null;
  words: Record<string, string>;
}

declare module '../../http/render.ts' {
  interface Pages {
    'assessment/hand-in': HandInPage;
    'assessment/oral': OralPage;
  }
}

const ACCEPT: Record<HandInKind, string> = {
  image: 'image/*',
  pdf: 'application/pdf',
  audio: 'audio/*',
};

interface Showing {
  errors: FieldErrors;
  language: Language;
}

const ruleOf = ({ text }: OpenedItem) => {
  const rule = handInRule(text);
  if (rule === null) throw new Error(`Nothing is handed in for ${text.id}`);
  return rule;
};

function stepPage(
  opened: OpenedAttempt,
  item: OpenedItem,
  title: MessageKey,
  { errors, language }: Showing,
): StepPage {
  const { attempt, document, quiz } = opened;
  const { drawn, text } = item;
  const chosen = attempt.answers.get(drawn.id)?.chosen ?? [];
  return {
    title: translator(language)(title),
    section: inLanguage(quiz.title, language),
    item: drawn.id,
    course: { title: inLanguage(document.title, language), href: `/cursos/${document.slug}` },
    quiz: { title: inLanguage(quiz.title, language), href: quizHrefOf(opened) },
    attemptHref: `/intentos/${attempt.id}#r_${drawn.id}`,
    action: `/intentos/${attempt.id}/archivos`,
    key: newId(),
    number: opened.items.indexOf(item) + 1,
    total: opened.items.length,
    stem: textsOf(document, text, language).html(text.stem),
    audio: shownAudio(text, document.media, language),
    spanishOnly: language === 'en' && isSpanishOnly(text),
    files: shownFiles(handedInBy(drawn.type, chosen), opened.files),
    accept: ruleOf(item)
      .kinds.map((kind) => ACCEPT[kind])
      .join(','),
    errors,
  };
}

/** The files of an answer, and adding one. */
export function handInPage(opened: OpenedAttempt, item: OpenedItem, showing: Showing): HandInPage {
  const t = translator(showing.language);
  const { kinds, most } = ruleOf(item);
  const page = stepPage(opened, item, 'handIn.title', showing);
  return {
    ...page,
    kinds: kinds.map((kind) => t(`handIn.kind.${kind}`, { most: MOST_BYTES[kind] / 1_000_000 })),
    left: Math.max(0, most - page.files.length),
    saysMore: kinds.includes('pdf'),
  };
}

/** Recording what somebody says, hearing it, and sending it. */
export function oralPage(
  opened: OpenedAttempt,
  item: OpenedItem,
  pending: PendingKey | null,
  showing: Showing,
): OralPage {
  const t = translator(showing.language);
  const seconds = ruleOf(item).seconds ?? 0;
  return {
    ...stepPage(opened, item, 'oral.title', showing),
    scripts: ['recorder.js'],
    exitWarning: t(pending === null ? 'oral.exitLost' : 'oral.exitKept'),
    seconds,
    longest: spoken(seconds, showing.language),
    mayBeWritten: item.text.type === 'oral' && item.text.assisted,
    megabytes: MOST_BYTES.audio / 1_000_000,
    pending,
    words: scriptWords(showing.language),
  };
}

/** A length of time as people say it: 2 min 5 s. */
export function spoken(seconds: number, language: Language): string {
  const t = translator(language);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return [
    minutes > 0 ? t('oral.minutes', { minutes }) : '',
    rest > 0 || minutes === 0 ? t('oral.seconds', { seconds: rest }) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** The sentences that the page's script says, in the language of the page. */
function scriptWords(language: Language): Record<string, string> {
  const t = translator(language);
  return {
    recording: t('oral.say.recording'),
    recorded: t('oral.say.recorded'),
    full: t('oral.say.full'),
    sending: t('oral.say.sending'),
    retry: t('oral.say.retry'),
    found: t('oral.say.found'),
    refused: t('oral.say.refused'),
    none: t('oral.say.none'),
    failed: t('oral.say.failed'),
    'sign-in': t('oral.say.signIn'),
  };
}
