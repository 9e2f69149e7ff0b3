import type { EnglishOf } from '../english-of.ts';
import type { recovery as spanish } from '../es/recovery.ts';

export const recovery: EnglishOf<typeof spanish> = {
  'recovery.title': 'Recover my account',
  'recovery.lead': 'No e-mail is needed. Somebody who knows you helps you to get in again.',
  'recovery.step.ask':
    'Ask the coordinator of your network for help, or whoever teaches or administers your course. That person asks for a code for you.',
  'recovery.step.confirm':
    'Another person confirms it and gives you a code of 8 letters and digits. It lasts 24 hours.',
  'recovery.step.type': 'Write your user name, the code and a new password here.',
  'recovery.haveCode': 'I have a code',
  'recovery.code.label': 'Code of 8 letters and digits',
  'recovery.code.hint': 'Capitals, small letters and hyphens make no difference.',
  'recovery.submit': 'Change my password',
  'recovery.wrong':
    'User name and code do not match, or the code was used or has expired. Check them, or ask for another code.',
  'recovery.done':
    'Your password was changed and we closed your sessions. Sign in with the new one.',
  'recovery.cancelled': 'The request was cancelled.',
  'recovery.linkGone':
    'This link no longer works. Ask for another from “I do not remember my password”.',
  'recovery.link.title': 'New password',
  'recovery.link.lead': 'Choose a new password. We will close all your sessions.',

  'recovery.mail.title': 'Get a link by e-mail',
  'recovery.mail.lead':
    'Only if you turned it on in your account before. The link lasts 30 minutes and works once.',
  'recovery.mail.submit': 'Send a link',
  'recovery.mail.perhapsSent':
    'If that account exists and has an e-mail for recovery, we sent a link. It lasts 30 minutes.',
  'recovery.mail.subject': 'The link you asked for',
  'recovery.mail.text':
    'Hello,\n\nThis is the link you asked for. It works once, for 30 minutes:\n\n{{link}}\n\nIf you did not ask for it, do nothing: everything stays as it is.\n',

  'recovery.news.title': 'Password changes with help',
  'recovery.news.lead':
    'How codes or links for your account were asked for and used in the last 90 days.',
  'recovery.news.none': 'In the last 90 days nobody asked for a code or a link for your account.',
  'recovery.news.usedCode':
    'Your password was changed with a code on {{when}}. {{asker}} asked for it and {{confirmer}} confirmed it.',
  'recovery.news.usedMail':
    'Your password was changed with a link sent to your e-mail on {{when}}.',
  'recovery.news.asked':
    '{{asker}} asked for a code for your account on {{when}}. Nobody has confirmed it.',
  'recovery.news.confirmed':
    '{{asker}} asked for a code for your account on {{when}} and {{confirmer}} confirmed it. It has not been used.',
  'recovery.news.somebody': 'somebody',
  'recovery.news.notMe':
    'If you did not know of it, change your password now and tell whoever coordinates your network or administers your course.',
  'recovery.news.cancel': 'Cancel this code',
  'recovery.news.acknowledge': 'Understood, go on',
  'recovery.news.line': 'Who asked for codes for your account',

  'recovery.desk.title': 'Account recovery',
  'recovery.desk.lead':
    'For somebody who forgot the password. One person asks for the code and another confirms it: never the same, and never for oneself.',
  'recovery.desk.care':
    'Ask for a code or confirm it only if you spoke with the person face to face or know the voice. Do not send it through a chat that somebody else may open.',
  'recovery.desk.waiting': 'To confirm',
  'recovery.desk.noneWaiting': 'There are no requests to confirm.',
  'recovery.desk.askedOn': 'Asked for by {{asker}} on {{when}}.',
  'recovery.desk.confirm': 'Confirm and see the code',
  'recovery.desk.refuse': 'Do not confirm',
  'recovery.desk.mine': 'My requests',
  'recovery.desk.isWaiting': 'to be confirmed',
  'recovery.desk.isConfirmed': 'code given, expires on {{when}}',
  'recovery.desk.cancel': 'Cancel',
  'recovery.desk.people': 'Ask for a code',
  'recovery.desk.search': 'Search by name or user name',
  'recovery.desk.nobody': 'We found nobody of that name within your reach.',
  'recovery.desk.ask': 'Ask for a code',
  'recovery.desk.asked': 'Request sent. Whoever confirms it will have the code.',
  'recovery.desk.alreadyAsked': 'There is an open request for that person already.',
  'recovery.otherMustConfirm': 'The request is yours: somebody else has to confirm it',
  'recovery.needsAdministrator':
    'This person holds an office on the platform: whoever administers the platform confirms',
  'recovery.notWaiting': 'This request no longer waits for confirmation',

  'recovery.code.title': 'Recovery code',
  'recovery.code.for': 'For {{name}}',
  'recovery.code.once': 'It is shown only once. Write it down or dictate it now.',
  'recovery.code.until': 'It works once, until {{when}}.',
  'recovery.code.where': 'It is typed under “I do not remember my password”, with the user name:',
  'recovery.code.gone': 'The code was shown already. If it was lost, another has to be asked for.',
  'recovery.code.back': 'Back to account recovery',
};
