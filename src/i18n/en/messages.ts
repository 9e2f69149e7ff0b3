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
  'messages.toAttempt': 'See the attempt at “{{title}}”',
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
  'messages.roomWhat': 'What people ask in lessons and results.',
  'announcements.roomWhat': 'News for a whole group, with its date.',
  'messages.questions.title': 'Questions of your groups',
  'messages.questions.what': 'Each look at this list is recorded.',
  'messages.questions.waiting': 'Waiting for an answer',
  'messages.questions.all': 'All',
  'messages.questions.none': 'Nobody waits for an answer',
  'messages.questions.noneYet': 'There are no questions yet',
  'messages.care.title': 'A message for you',

  'mailing.title_one': 'Write to one person',
  'mailing.title_other': 'Write to several people',
  'mailing.toGroup': 'Write to the cohort',
  'mailing.goesOnlyTo': 'It goes to {{name}} alone.',
  'mailing.goesTo_one': 'It reaches {{count}} person.',
  'mailing.goesTo_other': 'It reaches {{count}} people, each apart: nobody sees the others.',
  'mailing.subject': 'Subject',
  'mailing.subjectHint':
    'Without names of people or delicate data: it shows in the list of messages.',
  'mailing.text': 'Message',
  'mailing.textHint':
    'Each person can answer you; only you and those who accompany the cohort with you read the answer.',
  'mailing.send_one': 'Send to {{count}} person',
  'mailing.send_other': 'Send to {{count}} people',
  'mailing.sentFlash': 'The message was sent to each person.',
  'mailing.nobody': 'There is nobody in this cohort whom you can write to.',
  'mailing.tooMany': 'These are too many people at once',

  'announcements.title': 'Announcements to your cohorts',
  'announcements.section': 'Announcements',
  'announcements.new': 'Announce to the cohort',
  'announcements.what':
    'The whole cohort reads an announcement in Messages and in My learning, with its date. It is not answered.',
  'announcements.field': 'Title of the announcement',
  'announcements.reach': 'For whom',
  'announcements.toGroup': 'This cohort',
  'announcements.toAll': 'All cohorts of this course that you accompany',
  'announcements.announce': 'Publish announcement',
  'announcements.announcedFlash': 'The announcement is published.',
  'announcements.listWhat': 'The newest first. Once withdrawn, it is no longer seen anywhere.',
  'announcements.none': 'There are no announcements yet',
  'announcements.noneText':
    'From the page of a cohort you can write to it or publish an announcement.',
  'announcements.toGroups': 'See cohorts',
  'announcements.withdraw': 'Withdraw',
  'announcements.withdrawOne': 'Withdraw the announcement “{{title}}”',
  'announcements.withdrawn': 'Withdrawn on {{date}}',
  'announcements.withdrawnFlash': 'The announcement was withdrawn.',

  'messages.eraseOwn': 'Erase this text',
  'messages.eraseOwnWhat': 'It is erased for everybody and cannot be brought back.',
  'messages.eraseOwnButton': 'Erase for good',
  'messages.erasedFlash': 'It was erased.',
  'messages.disclosed': 'Does it tell of violence lived? What to do',
  'messages.disclosedMarked': 'Marked. Record the referral',

  'disclosure.title': 'When somebody tells you that she or he lives violence',
  'disclosure.back': 'Conversation',
  'disclosure.lead': 'Before you answer or mark the text, read this calmly. It takes two minutes.',
  'disclosure.how': 'How to answer',
  'disclosure.listen': 'Listen.',
  'disclosure.listenHow': 'Read what was told. Do not ask about the facts or for proof.',
  'disclosure.believe': 'Believe.',
  'disclosure.believeHow':
    'You can write: “I believe you. It is not your fault. What do you need now?” Do not repeat what was told.',
  'disclosure.honest': 'Promise no secret that you cannot keep.',
  'disclosure.honestHow':
    'Say that you would look for help without permission only if life is in danger or a child or adolescent is at risk.',
  'disclosure.inform': 'Inform.',
  'disclosure.informHow':
    'Say which lines listen in her or his state. Health care does not ask for a complaint. The decision is hers or his.',
  'disclosure.refer': 'Refer.',
  'disclosure.referHow':
    'Say where to go and how to get there. Do not press and do not call in her or his place, unless there is immediate danger.',
  'disclosure.self': 'Take care of yourself.',
  'disclosure.selfHow':
    'Listening weighs as well. Talk to somebody you trust, without saying who it is or what happened.',
  'disclosure.mark': 'What marking the text does',
  'disclosure.does.hides':
    'From then on only whoever wrote it and you read it. Other people and files lose it.',
  'disclosure.does.care':
    'Whoever wrote it receives in Messages a text of care with the support lines. Never by e-mail.',
  'disclosure.does.counts':
    'The answer counts whole from then on: nobody fails for telling what she or he lived. If it also answered what was asked, you can grade it afterwards.',
  'disclosure.countsNow':
    'The answer already counts whole. Its text stands in no list and no file.',
  'disclosure.write': 'Write to this person in Messages',
  'disclosure.does.date':
    'When you record the referral the text is erased for good and only the date stays, without name or facts. If you do not within {{days}} days, it is erased all the same.',
  'disclosure.does.log': 'The log keeps that you marked a text, not whose or what it said.',
  'disclosure.markButton': 'Mark and take the text away',
  'disclosure.notNow': 'Go back without marking',
  'disclosure.markedFlash': 'The text is marked. Only whoever wrote it and you read it.',
  'disclosure.referral': 'Record the referral',
  'disclosure.markedOn': 'You marked this text on {{date}}.',
  'disclosure.referralWhat':
    'When you record it the text is erased for everybody and only the date stays. If you do not, it is erased {{days}} days after the mark.',
  'disclosure.day': 'Day of the referral',
  'disclosure.dayHint': 'Between the day of the mark and today. Write nothing more anywhere.',
  'disclosure.wrongDay': 'Choose a day between that of the mark and today.',
  'disclosure.referralButton': 'Record and erase the text',
  'disclosure.referredFlash': 'The date is recorded. The text was erased.',

  'care.thanks': 'Thank you for your trust. What you lived is not your fault.',
  'care.whatHappens':
    'Whoever accompanies you protected what you wrote: for now only you and that person read it. Afterwards it is erased from Aula 1325 and only a date stays, without your name. That happens within {{days}} days at most. If you want to erase it now, you can do so where you wrote it: in your conversation or in the result of your quiz. If it was an answer, it already counts whole.',
  'care.youDecide':
    'Aula 1325 does not attend emergencies and takes no reports. What comes next is your decision. These lines can listen to you:',
  'care.phone':
    'If somebody looks through your phone, you can erase this message. It reaches no other place.',
  'care.erase': 'Erase this message',

  'digest.title': 'Weekly digest',
  'digest.line': 'In Messages, and by e-mail if you want it.',
  'digest.lineMailOff': 'In Messages.',
  'digest.what':
    'Once a week, if you have unread messages, we tell you so in Messages. Nothing else arrives for each message.',
  'digest.mailOff': 'No e-mail is sent from here.',
  'digest.unconfirmed': 'To receive it by e-mail, confirm your address first.',
  'digest.byEmail': 'Tell me by e-mail as well',
  'digest.byEmailHint':
    'One e-mail a week at most. Its subject and its text say neither which course it is nor who wrote.',
  'digest.inInbox_one': 'Digest of the week: on {{date}} you had {{count}} unread message.',
  'digest.inInbox_other': 'Digest of the week: on {{date}} you had {{count}} unread messages.',
  'digest.mail.subject': 'You have something to read',
  'digest.mail.text':
    'Hello:\n\nThere is something new in your account. Sign in when you can:\n\n{{link}}\n\nTo receive no more of these e-mails, turn them off in “My account”.\n',
};
