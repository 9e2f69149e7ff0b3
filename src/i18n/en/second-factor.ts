import type { EnglishOf } from '../english-of.ts';
import type { secondFactor as spanish } from '../es/second-factor.ts';

export const secondFactor: EnglishOf<typeof spanish> = {
  'secondStep.title': 'Write your code',
  'secondStep.lead': 'Your password is right. The second step is missing.',
  'secondStep.code': 'Code of 6 digits from your application',
  'secondStep.codeHint': 'Open the code application on your phone. In its list it says “Aula”.',
  'secondStep.paper': 'Backup code',
  'secondStep.paperHint':
    'One of the 10 that you kept, with or without the hyphens. Each works only once.',
  'secondStep.submit': 'Sign in',
  'secondStep.usePaper': 'I do not have my phone: use a backup code',
  'secondStep.useApplication': 'Use the code from my application',
  'secondStep.lost': 'I lost the phone and the codes',
  'secondStep.lostWhat':
    'Talk to whoever teaches or administers your course, or to whoever administers the platform. Once that person has made sure that it is you, she or he can take the second step off your account. Then you sign in with your password and turn it on again.',
  'secondStep.again': 'Start again',
  'secondStep.over':
    'More than 10 minutes went by or something changed in the account. Sign in again.',
  'secondStep.paperUsed': 'You used a backup code. It does not work any more.',
  'secondStep.paperUsedFew':
    'You used a backup code and have 3 or fewer left. Make new codes in your account, under “Sign in in two steps”.',

  'secondFactor.title': 'Sign in in two steps',
  'secondFactor.lead':
    'Besides your password, an application on your phone gives you a code of 6 digits that changes every 30 seconds. So nobody gets in with your password alone.',
  'secondFactor.line.on': 'On',
  'secondFactor.line.off': 'Off',
  'secondFactor.line.asked': 'Off. Your role on the platform asks for it.',
  'secondFactor.asked':
    'Your role on the platform asks for it. You have until {{date}} to turn it on.',
  'secondFactor.askedDemo':
    'Your role on the platform asks for it. In the demonstration you may go on without it.',
  'secondFactor.overdue': 'To go on, turn on signing in in two steps',
  'secondFactor.overdueWhat':
    'Your role on the platform asks for it and the time ended on {{date}}. Until then you can open your account and sign out. It takes about two minutes.',
  'secondFactor.shared':
    'You said that other people use this phone. Turn this on only with an application on a phone of your own.',
  'secondFactor.need.title': 'What you need',
  'secondFactor.need.app':
    'A code application on your phone, such as Aegis, FreeOTP or Google Authenticator. They are free. If you use one already, it will do.',
  'secondFactor.need.signal': 'It uses no data and works without signal.',
  'secondFactor.need.paper': 'Paper, or a safe place, to keep 10 backup codes.',
  'secondFactor.begin': 'Turn on',
  'secondFactor.later': 'Not now, go on',
  'secondFactor.since': 'On since {{date}}.',
  'secondFactor.left_one': 'You have {{count}} backup code left.',
  'secondFactor.left_other': 'You have {{count}} backup codes left.',
  'secondFactor.leftNone': 'You have no backup codes left.',
  'secondFactor.leftFew': 'Make new codes before they run out.',
  'secondFactor.isOn': 'Signing in in two steps is on already',
  'secondFactor.turnedOff': 'Signing in in two steps is off and we closed your other sessions.',
  'secondFactor.wrong':
    'The code is not right, has changed or was used. Wait for the next one and write it. If it happens again, check that the time of your phone is automatic.',

  'secondFactor.setUp.title': 'Connect your application',
  'secondFactor.setUp.scan':
    'Open your code application, choose to add, and point the camera here.',
  'secondFactor.setUp.qr': 'QR code for your code application',
  'secondFactor.setUp.here': 'Add on this phone',
  'secondFactor.setUp.typed': 'Cannot use the camera? Type this key into the application:',
  'secondFactor.setUp.secret': 'Do not show it or send it to anybody.',
  'secondFactor.setUp.code': 'Code of 6 digits that the application shows',
  'secondFactor.setUp.codeHint': 'With it we make sure that everything works.',
  'secondFactor.setUp.submit': 'Check and turn on',
  'secondFactor.setUpGone': 'The time to connect the application is over. Start again.',

  'secondFactor.codes.title': 'Backup codes',
  'secondFactor.codes.lead':
    'To get in if you lose your phone. Each code works once. They are shown only now.',
  'secondFactor.codes.keep':
    'Write them down or print them, and keep them away from your phone. Take no photo of them.',
  'secondFactor.codes.username': 'User name',
  'secondFactor.codes.print':
    'To print them use the menu of your browser: only the codes come out.',
  'secondFactor.codes.gone':
    'The codes were shown already. If you did not keep them, make new ones: the older ones stop working.',
  'secondFactor.codes.done': 'I have kept them, go on',

  'secondFactor.eitherCode': 'Code',
  'secondFactor.eitherCodeHint': 'The 6 digits of your application, or a backup code.',
  'secondFactor.renew.title': 'New backup codes',
  'secondFactor.renew.lead': 'The older codes stop working.',
  'secondFactor.renew.submit': 'Make new codes',
  'secondFactor.off.title': 'Turn off signing in in two steps',
  'secondFactor.off.lead': 'Your password will be enough. We will close your other sessions.',
  'secondFactor.off.phone': 'If you change phones: turn it off here and on again with the new one.',
  'secondFactor.off.role':
    'If your role on the platform asks for it and the time is over, you will have to turn it on before you go on.',
  'secondFactor.off.submit': 'Turn off',

  'secondFactor.news':
    '{{name}} took the second step off your account on {{when}} and your sessions were closed. Your password is enough until you turn it on again.',
  'secondFactor.newsSomebody': 'Somebody of the administration',

  'cli.lostFactor': 'turns off signing in in two steps for whoever lost the phone and the codes',
  'cli.lostFactorUser': 'user name',
  'cli.lostFactorDone':
    'Done. {{name}} signs in with the password; the sessions were closed and a notice waits.',
  'cli.lostFactorNobody': 'There is no open account {{name}} with signing in in two steps.',

  'people.secondFactor': 'Lost her or his second step',
  'people.secondFactorWhat':
    'For whoever lost the phone and the backup codes. Signing in in two steps is turned off, the sessions are closed, and the person is told at the next sign-in. Do it only if you spoke with the person face to face or know the voice.',
  'people.secondFactorButton': 'Take the second step off',
  'people.secondFactorFlash': 'The second step is off. The password is enough to sign in.',
  'people.secondFactorIsOff': 'This person has no second step',
  'people.secondFactorReason.lost-phone': 'Lost the phone',
  'people.secondFactorReason.new-phone': 'Changed phones',
  'people.secondFactorReason.taken-phone': 'The phone was taken',
  'people.secondFactorReason.other': 'Another reason',
};
