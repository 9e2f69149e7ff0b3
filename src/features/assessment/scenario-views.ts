import type { PageBase } from '../../http/render.ts';
import { translator } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { ItemOf } from '../courses/item-document.ts';
import type { SupportSheet } from '../places/support-lines.ts';
import { supportBox, type SupportBox } from '../places/views.ts';
import type { OpenedAttempt } from './attempt-pages.ts';
import { quizHrefOf } from './attempt-views.ts';
import {
  criticalMissedIn,
  MOST_DECISIONS,
  readDecisions,
  walk,
  writeDecision,
  type Decision,
} from './item-scenario.ts';
import { shownAudio, type ShownAudio } from '../content/item-audio.ts';
import type { Html } from '../../lib/html.ts';
import { isSpanishOnly, textsOf } from './item-texts.ts';
import type { DrawnOf } from './snapshot.ts';

/** What came of the last decision. */
interface Told {
  choice: Html;
  consequence: Html | null;
  /** It was decided at a critical place, and another decision is needed. */
  mustReturn: boolean;
  /** It led nowhere: the same decision is asked again. */
  stays: boolean;
}

/** A place on the way so far. */
interface Stop {
  /** The place itself. */
  id: string;
  text: Html;
  choice: Html;
  backHref: string;
  backName: string;
  mustReturn: boolean;
}

interface ScenarioPage extends PageBase {
  attemptId: string;
  item: string;
  course: { title: string; href: string };
  quiz: { title: string; href: string };
  attemptHref: string;
  number: number;
  total: number;
  critical: boolean;
  stem: Html;
  audio: ShownAudio[];
  /** The page is read in English and the situation is not written in it. */
  spanishOnly: boolean;
  /** Said before what may be hard to read. */
  warning: string | null;
  support: SupportBox | null;
  told: Told | null;
  /** She came back to a decision of the way. */
  returning: boolean;
  here: { text: Html; critical: boolean; choices: { value: string; text: Html }[] } | null;
  ending: { kind: 'good' | 'partial' | 'poor'; text: Html; counts: boolean } | null;
  /** Every decision so far, as the form sends it again. */
  log: string[];
  way: Stop[];
  /** A trial of a draft's quiz: where its forms go, and what they carry along. */
  trial?: { action: string; fields: { name: string; value: string }[] };
}

declare module '../../http/render.ts' {
  interface Pages {
    'assessment/scenario': ScenarioPage;
  }
}

/** One item of an attempt, with its texts. */
export type OpenedItem = OpenedAttempt['items'][number];

/** The lesson of an item's objective that asks for care, if one does. */
export const sensitiveLesson = ({ document }: OpenedAttempt, { text }: OpenedItem) =>
  text.objective === null
    ? undefined
    : document.lessons.find(
        ({ sensitive, objectives }) => sensitive && objectives.includes(text.objective ?? ''),
      );

interface Given {
  language: Language;
  support: SupportSheet | null;
  /** The place that she wants to decide anew. */
  from: string | null;
}

/** Where somebody stands in a scenario, what came of her last decision, and what can be decided now. */
export function scenarioPage(
  opened: OpenedAttempt,
  item: OpenedItem,
  { language, support, from }: Given,
): ScenarioPage {
  const { attempt, document, quiz } = opened;
  const drawn = item.drawn as DrawnOf<'scenario'>;
  const text = item.text as ItemOf<'scenario'>;
  const t = translator(language);
  const texts = textsOf(document, text, language);
  const log = [...(attempt.answers.get(drawn.id)?.chosen ?? [])].sort();
  const decisions = readDecisions(log) ?? [];
  const walked = walk(drawn, decisions) ?? walk(drawn, []);
  if (walked === null) throw new Error(`The scenario ${drawn.id} has no beginning`);
  const missed = new Set(criticalMissedIn(drawn, log));
  const self = `/intentos/${attempt.id}/preguntas/${drawn.id}`;
  const nodeOf = (id: string) => text.nodes.find((node) => node.id === id);
  const choiceOf = ({ node, choice }: Decision) =>
    nodeOf(node)?.choices.find(({ id }) => id === choice);

  const returning = from !== null && from !== walked.at.id && walked.way.includes(from);
  const hereId = returning ? from : walked.at.id;
  const here = nodeOf(hereId);
  const way = walked.way.slice(0, walked.way.indexOf(hereId));
  const last = decisions.at(-1);
  const lastChoice = last === undefined ? undefined : choiceOf(last);
  const lesson = sensitiveLesson(opened, item);
  return {
    title: t('scenario.title'),
    scripts: ['send.js'],
    section: inLanguage(quiz.title, language),
    attemptId: attempt.id,
    item: drawn.id,
    course: { title: inLanguage(document.title, language), href: `/cursos/${document.slug}` },
    quiz: { title: inLanguage(quiz.title, language), href: quizHrefOf(opened) },
    attemptHref: `/intentos/${attempt.id}#r_${drawn.id}`,
    number: opened.items.indexOf(item) + 1,
    total: opened.items.length,
    critical: drawn.critical && quiz.passMark !== null,
    stem: texts.html(text.stem),
    audio: shownAudio(text, document.media, language),
    spanishOnly: language === 'en' && isSpanishOnly(text),
    warning: lesson?.warning ? inLanguage(lesson.warning, language) : null,
    support: support === null ? null : supportBox(support, language),
    told:
      last === undefined || lastChoice === undefined || returning
        ? null
        : {
            choice: texts.html(lastChoice.text),
            consequence:
              lastChoice.consequence === null ? null : texts.html(lastChoice.consequence),
            mustReturn: missed.has(last.node),
            stays: lastChoice.to === null,
          },
    returning,
    here:
      here?.ending !== null || decisions.length >= MOST_DECISIONS
        ? null
        : {
            text: texts.html(here.text),
            critical: here.critical,
            choices: here.choices.map(({ id, text: said }) => ({
              value: writeDecision(decisions.length + 1, { node: here.id, choice: id }),
              text: texts.html(said),
            })),
          },
    ending:
      here?.ending == null
        ? null
        : { kind: here.ending, text: texts.html(here.text), counts: missed.size === 0 },
    log,
    way: way.flatMap((id): Stop[] => {
      const node = nodeOf(id);
      const choice = walked.last.get(id);
      const said = choice === undefined ? undefined : choiceOf({ node: id, choice: choice.id });
      if (node === undefined || said === undefined) return [];
      return [
        {
          id,
          text: texts.html(node.text),
          choice: texts.html(said.text),
          backHref: `${self}?desde=${id}`,
          backName: texts.plain(node.text),
          mustReturn: missed.has(id),
        },
      ];
    }),
  };
}
