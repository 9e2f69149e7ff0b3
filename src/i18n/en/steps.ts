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
  'handIn.title': 'Your files',
  'handIn.choose': 'Choose a file or take a picture',
  'handIn.taken': 'Taken are:',
  'handIn.kind.image': 'pictures of up to {{most}} MB (they are kept lighter)',
  'handIn.kind.pdf': 'PDF of up to {{most}} MB',
  'handIn.kind.audio': 'sound of up to {{most}} MB (MP3, M4A, AAC, OGG, WebM or WAV)',
  'handIn.hint':
    'Show things, not people. Pictures and recordings are kept without the place and the time where they were made, and only those who grade open them.',
  'handIn.pdfSays': 'A PDF stays as it is: it may say who made it.',
  'handIn.add': 'Add',
  'handIn.remove': 'Remove',
  'handIn.full': 'You have added as many as fit. Remove one to change it.',
  'handIn.tooMany': 'No more files fit in this answer',
  'handIn.otherKind':
    'That file is of another kind. Above it says what is taken for this question.',
  'handIn.otherSound':
    'That kind of recording cannot be heard on every phone. Save it as MP3 or M4A and send it again.',
  'handIn.tooHeavy': 'The file weighs more than is taken. Make it shorter or lighter.',
  'handIn.manyPages': 'The PDF has too many pages. Leave only those that answer the question.',
  'handIn.tooLong': 'The recording is longer than the question asks for. Make a shorter one.',
  'oral.exitKept':
    'If you leave, a recording that was not sent waits encrypted on this phone until you sign in again.',
  'oral.exitLost': 'If you leave, a recording that you did not send is lost.',
  'oral.title': 'Your spoken answer',
  'oral.lasts': 'It may last up to {{time}}.',
  'oral.who':
    'Only those who grade listen to it. Speak where nobody else hears you, if that is needed.',
  'oral.minutes': '{{minutes}} min',
  'oral.seconds': '{{seconds}} s',
  'oral.sent': 'Recording sent',
  'oral.replace':
    'If you send another one, it takes the place of this one. You can until you hand in.',
  'oral.remove': 'Remove this recording',
  'oral.record': 'Record here',
  'oral.of': 'of {{time}}',
  'oral.start': 'Record',
  'oral.stop': 'Stop',
  'oral.listen': 'Listen before sending',
  'oral.send': 'Send the recording',
  'oral.again': 'Record again',
  'oral.kept':
    'Nothing is sent until you decide. If the signal is lost, the recording waits encrypted on this phone and is sent when it is back.',
  'oral.notKept':
    'Nothing is sent until you decide. On this shared phone nothing is kept: do not close the page until it is sent.',
  'oral.file': 'Send a recording that you have',
  'oral.choose': 'Choose the recording, or make it with your phone',
  'oral.sendFile': 'Send',
  'oral.orWritten':
    'If you prefer, on the page of the questions somebody you trust can write down what you say.',
  'oral.stage.new':
    'Answer with your voice. It is recorded on a page of its own; when you are back, the rest is still here.',
  'oral.stage.recorded': 'Your recording was sent. You can listen to it or change it.',
  'oral.open.new': 'Record my answer',
  'oral.open.recorded': 'Listen to or change my recording',
  'oral.say.recording': 'Recording. Speak close to the phone.',
  'oral.say.recorded': 'Listen to it. It is not sent yet.',
  'oral.say.full': 'You reached the longest time. Listen to it; it is not sent yet.',
  'oral.say.sending': 'Sending…',
  'oral.say.retry': 'There is not enough signal. The recording is still here and we try again.',
  'oral.say.found': 'There is a recording of yours that was not sent. Listen to it and decide.',
  'oral.say.refused':
    'The phone gave no permission to use the microphone. Give it in the settings of the browser for this site, or send a recording below.',
  'oral.say.none': 'No microphone was found. Send a recording below.',
  'oral.say.failed': 'It could not be recorded. Try again, or send a recording below.',
  'oral.say.signIn':
    'Your session ended. Sign in again in another tab and press “Send”; the recording is still here.',
  'handedIn.image': 'Picture {{number}} of {{total}}',
  'handedIn.pdf': 'PDF {{number}} of {{total}}',
  'handedIn.audio': 'Recording {{number}} of {{total}}',
  'handedIn.theirs': '{{what}} that the person handed in',
  'handedIn.weight': '{{size}}\u00a0kB',
  'handedIn.speed': 'Speed',
  'oral.assisted':
    'Or say it aloud to somebody you trust who writes it down as it is. Another person reads and grades it.',
  'oral.helper': 'Name of whoever writes',
  'oral.said': 'What you said',
  'handIn.file.open.new': 'Upload a file',
  'handIn.file.open.begun': 'See or change my files',
};
