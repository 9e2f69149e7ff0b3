import type { messages as es } from '../es/messages.ts';
import type { EnglishOf } from '../english-of.ts';

export const messages: EnglishOf<typeof es> = {
  'messages.title': 'Messages',
  'messages.ask': 'Ask',
  'messages.askHere': 'Ask whoever accompanies your group',
  'messages.askAbout': 'Ask what was not clear in “{{title}}”.',
  'messages.yourQuestion': 'Your question',
  'messages.readBy': 'Read by: {{names}}. Nobody else in your group sees it.',
  'messages.sendQuestion': 'Send question',
  'messages.send': 'Send',
  'messages.answer': 'Write an answer',
  'messages.answerHint':
    'Read by this person and by those who accompany her or his group with you.',
  'messages.question': 'Question',
  'messages.you': 'You',
  'messages.new': 'New',
  'messages.markRead': 'Mark as read',
  'messages.backTo': 'Back to “{{title}}”',
  'messages.gone': 'This text is no longer here.',
  'messages.youWait': 'Waiting for an answer',
  'messages.waits': 'Waits for your answer',
  'messages.answered': 'Answered',
  'messages.waitingCount_one': '{{count}} waits for an answer',
  'messages.waitingCount_other': '{{count}} wait for an answer',
  'messages.unread_one': 'Messages: {{count}} new',
  'messages.unread_other': 'Messages: {{count}} new',
  'messages.empty': 'You have no messages yet',
  'messages.emptyText':
    'In each lesson and each assessment you can ask whoever accompanies your group. The answers arrive here.',
  'messages.sentFlash': 'Your message was sent.',
  'messages.sentAlready': 'That message was sent before with another text',
  'messages.enrolFirst': 'To ask about this course, enrol first.',
  'messages.nobodyTitle': 'For now nobody can read your question',
  'messages.nobody':
    'Your group has no instructor yet. Ask the coordination of your network or your institution.',
  'messages.help': 'See help and support lines',
  'messages.noSignal':
    'There is no signal or the service is busy. Your text is still here: wait a moment and send it again.',
  'messages.notReport': 'This is not a channel for reports or emergencies',
  'messages.notReportText':
    'Nobody reads messages at once, and it may take more than a day. Do not write data of other people.',
  'messages.seeLines': 'See the support lines',
  'messages.questions.title': 'Questions of your groups',
  'messages.questions.what': 'Each look at this list is recorded.',
  'messages.questions.waiting': 'Waiting for an answer',
  'messages.questions.all': 'All',
  'messages.questions.none': 'Nobody waits for an answer',
  'messages.questions.noneYet': 'There are no questions yet',
  'messages.care.title': 'A message for you',
};
