import type { EnglishOf } from '../english-of.ts';
import type { steps as es } from '../es/steps.ts';

export const steps: EnglishOf<typeof es> = {
  'trial.lead':
    'You are trying this assessment. It is drawn and scored like a real one, and nothing is kept.',
  'trial.finish': 'See the result',
  'trial.told': 'It was a trial: nothing was kept. What a person grades has no grade.',
  'trial.again': 'Try again, with another draw',
  'trial.back': 'Back to the course',
  'trial.try': 'Try',
  'trial.tryTitle': 'Try it as a learner',
  'trial.tryWhat': 'It is answered and scored like a real one, and nothing is kept.',
  'trial.noFiles': 'Nothing is uploaded in a trial.',
  'trial.nothing': 'Answer at least one question to see a result.',
  'trial.tooFew':
    'This assessment asks for more questions than the course has. Add questions, or ask for fewer.',
  'scenario.title': 'A situation',
  'scenario.stage.new':
    'A situation that moves on with what you decide. It has its own page; everything else stays here meanwhile.',
  'scenario.stage.begun': 'You have begun. You go on where you left off.',
  'scenario.stage.whole': 'You came to the end. You can look at it or decide again.',
  'scenario.open.new': 'Begin the situation',
  'scenario.open.begun': 'Go on with the situation',
  'scenario.open.whole': 'See the situation',
  'scenario.care.title': 'Before you begin',
  'scenario.care':
    'You may stop at any moment and go on later: what you decided is kept. Nobody asks for your story.',
  'scenario.told': 'What happened',
  'scenario.decided': 'You decided:',
  'scenario.mustDecideAgain':
    'Somebody’s safety depends on this decision. Think of what would take care of the person, and decide again below.',
  'scenario.mustReturn':
    'Somebody’s safety depends on this decision. Below, on your way, you can return to it and decide again.',
  'scenario.stays': 'That leads nowhere. You can decide again.',
  'scenario.returning':
    'You came back to this decision. What you decide now takes the place of what followed.',
  'scenario.ending.good': 'Ending: it turned out well',
  'scenario.ending.partial': 'Ending: it turned out in part',
  'scenario.ending.poor': 'Ending: there is more to do',
  'scenario.doesNotCount':
    'An essential decision is missing. Return to it on your way, so that the situation counts.',
  'scenario.saved': 'Your decisions are saved. You may return to any of them until you hand in.',
  'scenario.critical': 'Essential decision',
  'scenario.decide': 'Decide',
  'scenario.noSignal':
    'There is no signal, or the service is busy. Your decision is still chosen here and does not count yet: wait a moment and try again.',
  'scenario.again': 'Try again',
  'scenario.spanishOnly':
    'This situation is in Spanish. An English version has not been written yet.',
  'quiz.spanishOnly':
    'Some of the questions are in Spanish. An English version has not been written yet.',
  'attempt.spanishOnly_one':
    '{{count}} question is in Spanish. An English version has not been written yet.',
  'attempt.spanishOnly_other':
    '{{count}} questions are in Spanish. An English version has not been written yet.',
  'scenario.tooMany':
    'You have decided many times in this situation. It counts as far as you came.',
  'scenario.way': 'Your way so far',
  'scenario.mustReturnHere': 'This decision needs another answer.',
  'scenario.back': 'Return to this decision',
  'scenario.later': 'Stop here and go back to the questions',
  'handIn.title': 'Your pictures',
  'handIn.picture': 'Choose or take a picture',
  'handIn.hint':
    'Show things, not people. The picture is kept without the place and the time where it was taken, and only those who grade see it.',
  'handIn.add': 'Add',
  'handIn.remove': 'Remove',
  'handIn.full': 'You have added as many as fit. Remove one to change it.',
  'handIn.tooMany': 'No more pictures fit in this answer',
  'handIn.onlyPictures': 'Pictures are added here. If it is a sheet of paper, take a photo.',
  'oral.assisted':
    'Say it aloud to somebody you trust who writes it down as it is. Another person reads and grades it.',
  'oral.helper': 'Name of whoever writes',
  'oral.said': 'What you said',
  'result.picture': 'Picture {{number}}',
  'handIn.file.open.new': 'Upload a file',
  'handIn.file.open.begun': 'See or change my files',
};
