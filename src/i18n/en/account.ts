import type { EnglishOf } from '../english-of.ts';
import type { account as spanish } from '../es/account.ts';

export const account: EnglishOf<typeof spanish> = {
  'account.title': 'My account',
  'account.since': 'You have had your account since {{date}}.',
  'account.about': 'About you',
  'account.safety': 'Your safety',
  'account.none': 'Not given',
  'account.answers_one': '{{count}} answer kept',
  'account.answers_other': '{{count}} answers kept',
  'account.sessions_one': '{{count}} open session',
  'account.sessions_other': '{{count}} open sessions',
  'account.emptyRemoves': 'Leave it empty to remove it.',

  'account.name.title': 'Name',
  'account.name.lead':
    'This is how those who accompany you in the courses see you, and what your next certificates will say. Those you have do not change.',
  'account.name.label': 'Name and surnames',

  'account.username.title': 'User name',
  'account.username.lead':
    'You sign in with this name. Nobody who checks your certificates sees it.',
  'account.username.hint':
    '3 to 40 letters or digits, without spaces. Dot, hyphen and underscore too.',
  'account.username.invalid': 'Use 3 to 40 letters (of Spanish) or digits, without spaces.',
  'account.username.taken': 'That user name is not available. Try another one.',

  'account.phone.title': 'Phone',
  'account.phone.lead':
    'It is optional. It is kept encrypted and does not appear in lists or reports.',
  'account.phone.label': 'Phone',
  'account.phone.invalid': 'Write the 10 digits, or the whole number with + and the country code.',

  'account.email.title': 'E-mail',
  'account.email.lead':
    'It is optional: your account needs no e-mail. It is kept encrypted and does not appear in lists or reports.',
  'account.email.label': 'E-mail',
  'account.email.invalid': 'Check the address: it has an at sign and a dot, as in name@example.mx.',
  'account.email.recovery':
    'I want to be able to change my password with a link sent to this address',
  'account.email.recoveryHint':
    'Turn it on only if nobody else opens your mail. The message does not say what the site is about.',

  'email.waits': '{{email}} (to be confirmed)',
  'email.again': 'Send the link again',
  'email.sent':
    'We sent a link to your address. Open it within 24 hours to confirm it; until then it is not used.',
  'email.confirm.title': 'Confirm e-mail',
  'email.confirm.lead': 'Confirm that this address is yours and that you read it yourself.',
  'email.confirm.submit': 'Yes, it is my address',
  'email.confirmed': 'Your address is confirmed.',
  'email.linkGone':
    'This link was used already or has expired. You can ask for another one in your account.',
  'email.mail.subject': 'Confirm your address',
  'email.mail.text':
    'Hello,\n\nSomebody typed this address in an account. If it was you, open this link to confirm it. It works once, within 24 hours:\n\n{{link}}\n\nIf it was not you, do nothing: without your confirmation this address is not used.\n',

  'account.preferences.title': 'Language and discreet mode',
  'account.preferences.lead': 'How the site looks when you are signed in.',
  'account.language.label': 'Language',
  'account.discreet.label': 'Discreet mode',
  'account.discreet.hint':
    'The tab, the icon and the files you download have names that do not say what they are about.',
  'account.discreet.on': 'Discreet mode on',
  'account.discreet.off': 'Discreet mode off',

  'account.password.title': 'Change password',
  'account.password.line': 'Closes your other sessions',
  'account.password.lead': 'Changing it closes your sessions on other phones and computers.',
  'account.password.new': 'New password',
  'account.password.hint': 'At least 8 characters. A phrase of several words is easy to remember.',
  'account.password.current': 'Your current password',
  'account.password.why': 'We ask for it so that nobody else changes your account.',
  'account.password.needed': 'Write your current password.',
  'account.password.wrong': 'This is not your current password. Check capitals and spaces.',
  'account.password.same': 'It is the one you already have. Choose another.',
  'account.password.changed': 'Your password was changed. We closed your other sessions.',

  'account.close.title': 'Close my account',
  'account.close.line': 'What is erased and what stays',
  'account.close.lead': 'Before you close it, see what is erased and what stays.',
  'account.close.goes':
    'Your name, phone, e-mail and optional answers are erased, and all your sessions are closed.',
  'account.close.certificates':
    'Your certificates stay valid: anybody who has their code can check them. Download them first.',
  'account.close.counts': 'Your courses stay only as numbers in the reports, without your name.',
  'account.close.username': 'Your user name stays reserved, so that nobody can pass for you.',
  'account.close.noReturn': 'A closed account cannot be opened again.',
  'account.close.understood': 'I understand that my account cannot be opened again',
  'account.close.mustAgree': 'Tick the box if you want to close your account.',
  'account.close.submit': 'Close my account',
  'account.close.lastAdministrator':
    'You are the only person who administers the platform. Give that role to somebody else, then close your account.',
  'account.closed': 'Your account is closed.',

  'sessions.title': 'Open sessions',
  'sessions.lead': 'The phones and computers where your account is still open.',
  'sessions.this': 'this session',
  'sessions.shared': 'shared phone',
  'sessions.unknownDevice': 'Unidentified device',
  'sessions.begun': 'Opened on {{when}}.',
  'sessions.lastSeen': 'Last used: {{when}}.',
  'sessions.end': 'Close this one',
  'sessions.endThis': 'Sign out here',
  'sessions.endOthers': 'Close all the others',
  'sessions.ended': 'We closed that session.',
  'sessions.othersEnded': 'We closed your other sessions.',
  'sessions.unknownHelp': 'Is there one you do not know? Close it and change your password.',

  'questions.title': 'Optional questions',
  'questions.lead':
    'You may answer all, some or none. Your courses and certificates stay the same.',
  'questions.promise':
    'Each answer is kept encrypted and only you see it. In reports it is counted with many others, never with your name. You may withdraw it whenever you want.',
  'questions.why': 'What for:',
  'questions.yours': 'Your answer:',
  'questions.yourAnswer': 'Your answer',
  'questions.answer': 'Answer',
  'questions.change': 'Change my answer',
  'questions.consent': 'I agree that this answer is kept for what is said above',
  'questions.mustConsent':
    'Tick the box if you agree that it is kept. If not, leave the question unanswered.',
  'questions.consentedOn': 'You agreed to keep it on {{date}}.',
  'questions.withdraw': 'Withdraw my answer',
  'questions.withdrawnOn': 'You withdrew your answer on {{date}}. It is no longer kept.',
  'questions.saved': 'We kept your answer.',
  'questions.withdrawn': 'We erased your answer.',
  'questions.choice.si': 'Yes',
  'questions.choice.no': 'No',
  'questions.choice.no_dice': 'I prefer not to say',
  'questions.birth-year.title': 'In which year were you born?',
  'questions.birth-year.reason':
    'To know whether the courses reach younger and older people, by age group.',
  'questions.birth-year.hint': 'Four digits, for example 1984.',
  'questions.birth-year.invalid': 'Write the year with four digits, for example 1984.',
  'questions.indigenous.title': 'According to your culture, do you consider yourself indigenous?',
  'questions.indigenous.reason':
    'To know whether the courses reach members of indigenous peoples. It is the question of INEGI, so that figures can be compared.',
  'questions.language.title': 'Which language do you speak at home?',
  'questions.language.reason': 'To decide in which languages materials and support are needed.',
  'questions.language.hint': 'One or several, for example Mazahua and Spanish.',
  'questions.disability.title': 'Do you live with a disability?',
  'questions.disability.reason':
    'To know whether the courses work for people with disabilities and which barriers to remove first.',
};
