import { checkItem } from './item-checks.ts';
import { fits } from '../courses/quiz-document.ts';
import type { LessonText } from './lesson-text.ts';
import type { Place, Problems } from './problem.ts';
import type { CourseFiles, Entry } from './reader.ts';
import type { CourseFile } from './schema.ts';

/** Checks that what the files of a course say of each other holds. */
export function checkCourse(
  files: CourseFiles,
  texts: ReadonlyMap<string, LessonText>,
  problems: Problems,
): void {
  checkIds(files, problems);
  checkQuestions(files, problems);
  checkPlacedChecks(files, texts, problems);
  if (files.course === null) return;
  checkModules(files.course, files, problems);
  checkQuizzes(files.course, files, problems);
}

/** One name for one thing: objectives, modules, lessons, quizzes and questions share addresses, answers and reports. */
function checkIds({ course, lessons, questionIds }: CourseFiles, problems: Problems): void {
  const seen = new Set([...lessons.keys()]);
  const claim = (id: string, place: Place): void => {
    if (seen.has(id) || questionIds.has(id))
      problems.error(place, 'content.problem.duplicateId', { id });
    seen.add(id);
  };
  course?.value.objectives.forEach(({ id }, index) => {
    claim(id, course.at(['objectives', index, 'id']));
  });
  course?.value.modules.forEach(({ id }, index) => {
    claim(id, course.at(['modules', index, 'id']));
  });
  course?.value.quizzes.forEach(({ id }, index) => {
    claim(id, course.at(['quizzes', index, 'id']));
  });
  for (const [id, { es }] of lessons) {
    if (questionIds.has(id))
      problems.error({ file: es.file, line: 1 }, 'content.problem.duplicateId', { id });
  }
}

function checkModules(
  course: Entry<CourseFile>,
  { lessons }: CourseFiles,
  problems: Problems,
): void {
  const placed = new Set<string>();
  course.value.modules.forEach((module, m) => {
    module.lessons.forEach((id, l) => {
      const place = course.at(['modules', m, 'lessons', l]);
      if (!lessons.has(id)) problems.error(place, 'content.problem.unknownLesson', { id });
      if (placed.has(id)) problems.error(place, 'content.problem.lessonTwice', { id });
      placed.add(id);
    });
  });
  for (const [id, { es }] of lessons) {
    if (!placed.has(id))
      problems.error({ file: es.file, line: 1 }, 'content.problem.lessonNowhere', { id });
  }
}

function checkQuestions({ questions, course }: CourseFiles, problems: Problems): void {
  const objectives = new Set(course?.value.objectives.map(({ id }) => id));
  for (const entry of questions) {
    const { value: item, at } = entry;
    checkItem(entry, problems);
    if (item.objective === null) {
      problems.warn(at(['id']), 'content.problem.noObjective', { id: item.id });
    } else if (course !== null && !objectives.has(item.objective)) {
      problems.error(at(['objective']), 'content.problem.unknownObjective', { id: item.objective });
    }
    if (item.use === 'check' && item.form !== null)
      problems.error(at(['form']), 'content.problem.formOfCheck');
  }
}

/** Every `comprueba` names a question made for it, and every such question stands in one lesson. */
function checkPlacedChecks(
  files: CourseFiles,
  texts: ReadonlyMap<string, LessonText>,
  problems: Problems,
): void {
  const byId = new Map(files.questions.map((item) => [item.value.id, item]));
  const placed = new Set<string>();
  for (const { checks } of texts.values()) {
    for (const { itemId, place } of checks) {
      const item = byId.get(itemId);
      if (item === undefined && files.whole.questions)
        problems.error(place, 'content.problem.unknownItem', { id: itemId });
      if (item?.value.use === 'quiz')
        problems.error(place, 'content.problem.itemOfQuiz', { id: itemId });
      if (placed.has(itemId)) problems.error(place, 'content.problem.checkTwice', { id: itemId });
      placed.add(itemId);
    }
  }
  for (const { value, at } of files.whole.questions ? files.questions : []) {
    if (value.use === 'check' && !placed.has(value.id))
      problems.warn(at(['id']), 'content.problem.unusedCheck', { id: value.id });
  }
}

function checkQuizzes(
  course: Entry<CourseFile>,
  { questions, whole }: CourseFiles,
  problems: Problems,
): void {
  const { value, at } = course;
  const objectives = new Set(value.objectives.map(({ id }) => id));
  const modules = new Set(value.modules.map(({ id }) => id));
  const drawable = new Set<string>();
  value.quizzes.forEach((quiz, q) => {
    if (quiz.after !== null && quiz.after !== 'lessons' && !modules.has(quiz.after)) {
      problems.error(at(['quizzes', q, 'after']), 'content.problem.unknownModule', {
        id: quiz.after,
      });
    }
    checkTimes(quiz, at(['quizzes', q]), problems);
    const sections = new Set(quiz.sections.map(({ id }) => id));
    const taken = new Set<string>();
    quiz.draw.forEach((draw, d) => {
      const place = at(['quizzes', q, 'draw', d]);
      if (draw.section !== null && !sections.has(draw.section))
        problems.error(place, 'content.problem.unknownSection', { id: draw.section });
      if (draw.objective !== null && !objectives.has(draw.objective)) {
        problems.error(place, 'content.problem.unknownObjective', { id: draw.objective });
        return;
      }
      const bank = questions.filter((item) => fits(item.value, draw)).map((item) => item.value.id);
      if (whole.questions && bank.length < draw.count) {
        problems.error(place, 'content.problem.smallBank', {
          quiz: quiz.id,
          count: draw.count,
          bank: bank.length,
        });
      }
      if (bank.some((id) => taken.has(id)))
        problems.error(place, 'content.problem.drawOverlap', { quiz: quiz.id });
      for (const id of bank) {
        taken.add(id);
        drawable.add(id);
      }
    });
  });
  for (const item of whole.questions ? questions : []) {
    if (item.value.use === 'quiz' && !drawable.has(item.value.id)) {
      problems.warn(item.at(['id']), 'content.problem.neverDrawn', { id: item.value.id });
    }
  }
  value.certificate.quizzes.forEach((id, index) => {
    const place = at(['certificate', 'quizzes', index]);
    const quiz = value.quizzes.find((one) => one.id === id);
    if (quiz === undefined) problems.error(place, 'content.problem.unknownQuiz', { id });
    else if (quiz.kind !== 'posttest' || quiz.passMark === null) {
      problems.error(place, 'content.problem.quizDoesNotCount', { id });
    }
  });
}

type Quiz = CourseFile['quizzes'][number];

/** Wall times of the same zone compare as they are written. */
function checkTimes({ opensAt, closesAt, reasons }: Quiz, place: Place, problems: Problems): void {
  if (opensAt !== null && closesAt !== null && opensAt >= closesAt)
    problems.error(place, 'content.problem.closesBeforeItOpens');
  if (reasons === 'after-close' && closesAt === null)
    problems.error(place, 'content.problem.reasonsWithoutClose');
}
