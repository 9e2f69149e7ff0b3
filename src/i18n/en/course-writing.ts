import type { EnglishOf } from '../english-of.ts';
import type { courseWriting as es } from '../es/course-writing.ts';

/** What a course says of itself, in English. */
export const courseWriting: EnglishOf<typeof es> = {
  'studio.moreData': 'More about the course, if you have it already',
  'studio.passMark': 'Percentage to pass',
  'studio.passMarkHint':
    'New assessments of the course begin with it; each of them may ask for another.',
  'studio.passMarkForAll': 'Ask for it in the assessments that count already, too',
  'studio.firstObjective': 'Objective: what people will be able to do at the end',
  'studio.firstObjectiveHint': 'Begin with a verb. You can add more later.',
  'studio.topics': 'Topics',
  'studio.pillars': 'Pillars of the women, peace and security agenda',
  'studio.fieldHours': 'Hours of field work',
  'studio.fieldHoursHint': 'Those away from the screen; the certificate does not count them.',
  'studio.validMonths': 'Months that the certificate is valid',
  'studio.validMonthsHint': 'Empty: it does not expire.',
  'studio.code': 'Code',
  'studio.codeHint':
    'The one on the certificate, like RES-CON: capital letters, numbers and hyphens.',
  'studio.codeForm': 'Only letters without accents, numbers, and hyphens between them.',
  'studio.frameworks': 'Frameworks that it answers to',
  'studio.frameworksHint': 'One a line, like PROIGUALDAD-6.2.',
  'studio.objectives': 'Objectives',
  'studio.objectivesLead':
    'What people will be able to do after the course. Lessons and questions say which one they serve.',
  'studio.objectiveNumber': 'Objective {{number}}',
  'studio.objectiveNew': 'New objective',
  'studio.objectiveNewWhat': 'If you leave it empty, none is added.',
  'studio.objectiveText': 'What people will be able to do, beginning with a verb',
  'studio.objectiveEnglish': 'In English',
  'studio.objectiveLevel': 'Level',
  'studio.objectiveServed': 'Served by: {{what}}.',
  'studio.objectiveUnserved': 'No lesson or question serves it yet.',
  'studio.objectiveUsed':
    'Lessons or questions still serve it. Change those first; then it can be removed.',
  'studio.objectiveLast': 'A course has at least one objective.',
  'studio.questions_one': '{{count}} question',
  'studio.questions_other': '{{count}} questions',
  'studio.glossary': 'Glossary',
  'studio.glossaryLead':
    'Words worth explaining. A lesson names them with a link, and their explanation stands at its end.',
  'studio.glossaryUnreadable':
    'The glossary has mistakes and cannot be shown in parts. Mend it as text.',
  'studio.noTerms': 'There are no words yet',
  'studio.noTermsWhat': 'Add the first one below.',
  'studio.newTerm': 'New word',
  'studio.addTerm': 'Add word',
  'studio.term': 'Word or expression',
  'studio.termText': 'What it means',
  'studio.termTextHint': 'One or two plain sentences.',
  'studio.termInText': 'In a lesson:',
  'studio.termKnown': 'The glossary has that word already.',
  'studio.termAdded': 'The word is in the glossary now.',
  'studio.termNamed': 'These lessons name it: {{lessons}}. It cannot be removed while they do.',
  'studio.termUsed': 'A lesson still names this word. Take the link out there first.',
  'studio.removeTerm': 'Remove from the glossary',
};
