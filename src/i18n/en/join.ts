import type { join as es } from '../es/join.ts';
import type { EnglishOf } from '../english-of.ts';

export const join = {
  'password.tooShort': 'Use 8 characters or more. Several words with spaces are fine.',
  'password.tooLong': 'Use 128 characters or fewer.',
  'password.common':
    'This password is among the first that somebody would try. Choose another, such as three words that do not go together.',
  'password.context':
    'This password is only your name, your place or words of the platform. Choose another, such as three words that do not go together.',

  'join.title': 'Create my account',
  'join.heading': 'Create your account',
  'join.headingFrom': '{{from}} invites you',
  'join.lead': 'One screen only. You need no e-mail address.',
  'join.stateLead': 'First tell us which state you live in.',
  'join.state': 'State',
  'join.chooseState': 'Choose your state',
  'join.next': 'Continue',
  'join.name': 'Full name',
  'join.nameHint': 'As you want it on your certificate.',
  'join.nameNeedsLetters': 'Write your name with letters.',
  'join.municipality': 'Municipality',
  'join.municipalityIn': 'Municipality in {{state}}',
  'join.chooseMunicipality': 'Choose your municipality',
  'join.otherMunicipality': 'I live in another municipality',
  'join.otherState': 'I live in another state',
  'join.municipalityUnknown': 'We did not find that municipality. Choose one from the list.',
  'join.sex': 'Sex',
  'join.sex.mujer': 'Woman',
  'join.sex.hombre': 'Man',
  'join.sex.intersexual': 'Intersex',
  'join.sex.no_dice': 'Prefer not to say',
  'join.password': 'Password',
  'join.passwordHint':
    '8 characters or more. Three words that do not go together are easy to remember and hard to guess.',
  'join.reveal': 'Show the password',
  'join.hide': 'Hide the password',
  'join.phone': 'Your phone',
  'join.notice': 'Privacy notice',
  'join.noticeShort':
    'We use these data for your courses and certificates. We give them to nobody else.',
  'join.noticeRead': 'Read the whole notice',
  'join.noticeAccept': 'I have read the privacy notice and accept it',
  'join.noticeNeeded': 'To create your account you need to accept the notice.',
  'join.noticeChanged': 'The notice changed while you were writing. Read it and accept it again.',
  'join.submit': 'Create my account',
  'join.codeTitle': 'Join with an invitation',
  'join.codeLead': 'Type the code on your slip, or paste the link you were sent.',
  'join.code': 'Invitation code',
  'join.codeHint': '8 letters and numbers, with or without the hyphen.',
  'join.codeSubmit': 'Continue',
  'join.codeUnknown':
    'This code opens no invitation. Check it letter by letter or ask for another.',
  'join.closedTitle': 'This invitation is not open',
  'join.closedWhat':
    'It may have been used, have expired, have been closed, or part of it may be missing. Ask whoever invited you for another.',
  'join.closedUsed':
    'Did you create your account with it? Your user name is usually your first name, a dot and your surname.',
  'join.closedSignIn': 'Sign in to my account',
  'join.tryCode': 'Type another code',
  'join.noCode': 'I have no invitation',
  'join.haveAccount': 'I have an account already',

  'accept.title': 'Use the invitation with my account',
  'accept.as': 'You are signed in as {{name}}. You need no other account.',
  'accept.what': 'If you accept the invitation:',
  'accept.network.first':
    'Your network will be {{name}}. Whoever coordinates it will see your name and how far you are.',
  'accept.network.later':
    'We note that you take part in {{name}} as well. Your network is still {{home}}: there you are accompanied, and there reports count you.',
  'accept.network.already': 'You take part in {{name}} already.',
  'accept.institution.first':
    'Your institution will be {{name}}. Whoever administers it will see your name and how far you are.',
  'accept.institution.later':
    'We note that you take part in {{name}} as well. Your institution is still {{home}}: there you are accompanied, and there reports count you.',
  'accept.institution.already': 'You take part in {{name}} already.',
  'accept.course.enrols': 'You enrol in the course {{course}}.',
  'accept.course.already':
    'You are enrolled in the course {{course}} already; nothing changes there.',
  'accept.cohort.enrols': 'You enrol in the course {{course}}, in the cohort {{cohort}}.',
  'accept.cohort.enters-cohort':
    'You enter the cohort {{cohort}} of the course {{course}} and keep what you have done.',
  'accept.keeps': 'What you have done and your certificates do not change.',
  'accept.submit': 'Accept the invitation',
  'accept.nothing': 'Your account has everything that this invitation gives.',
  'accept.across':
    'This invitation cannot be used with your account. Ask whoever gave it to you whether there is another one for you.',
  'accept.go': 'Go to my learning',
  'accept.otherTitle': 'Is the invitation for somebody else?',
  'accept.other': 'Sign out and hand her the phone: with the same link she creates her account.',
  'accept.signOut': 'Sign out',

  'welcome.title': 'Your account is ready',
  'welcome.heading': 'Welcome, {{name}}',
  'welcome.lead': 'Your account is ready and you are signed in.',
  'welcome.username': 'Your user name',
  'welcome.note':
    'Write it down or take a picture of it: with it and your password you can sign in from any phone.',
  'welcome.change': 'Change it',
  'welcome.go': 'Continue',
  'welcome.questions': 'Four optional questions',
  'welcome.questionsWhat':
    'They help to know whom the courses are not reaching. You can answer one, all or none, today or another day.',
  'welcome.questionsGo': 'See the questions',

  'invite.title': 'Invitations',
  'invite.lead': 'With an invitation people create an account on one screen, without e-mail.',
  'invite.new': 'Invite',
  'invite.newTitle': 'New invitation',
  'invite.oneTitle': 'Invitation',
  'invite.none': 'There are no invitations yet',
  'invite.noneWhat': 'Make one for a whole group, or print a sheet with one code for each person.',
  'invite.state.open': 'Open',
  'invite.state.closed': 'Closed',
  'invite.state.expired': 'Expired',
  'invite.state.used': 'Used up',
  'invite.state.void': 'Not valid',
  'invite.used': '{{used}} of {{uses}} uses',
  'invite.until': 'until {{date}}',
  'invite.mine': 'made by you',
  'invite.others': 'made by somebody else',
  'invite.community': 'Community',
  'invite.communityOption': 'Community, without network or institution',
  'invite.kind.red': 'Networks',
  'invite.kind.institucion': 'Institutions',
  'invite.kind.grupo': 'Groups',
  'invite.search': 'Find a network or institution',
  'invite.noTargets': 'There is nowhere to invite to',
  'invite.noTargetsWhat':
    'We found no open networks, institutions or groups in your care. Try another search, or ask to be assigned one.',
  'invite.label': 'Name of the invitation',
  'invite.labelHint':
    'Only to recognise it, such as “March workshop”. Do not write names of people.',
  'invite.for': 'For',
  'invite.forHint': 'Whoever uses it joins this network, institution or group.',
  'invite.course': 'Course',
  'invite.courseHint': 'Whoever uses it is enrolled in this course.',
  'invite.noCourse': 'None for now',
  'invite.courseNotForThem':
    'This course is not for the people of that network, institution or group.',
  'invite.municipality': 'Key of the municipality',
  'invite.municipalityHint':
    '5 digits, as INEGI has them, such as 15033. Left empty, that of the network or institution is taken.',
  'invite.municipalityNeeded': 'Write the 5-digit key of a municipality in your care.',
  'invite.kindOf': 'How you hand it over',
  'invite.link': 'A link and a QR code',
  'invite.linkHint': 'To send in a message or show on a screen.',
  'invite.slips': 'Printed slips',
  'invite.slipsHint': 'A different code for each person, to cut and hand out.',
  'invite.uses': 'How many people',
  'invite.usesHint': 'Up to 500 with a link, up to 60 with slips. It works for 30 days.',
  'invite.tooManyUses': 'Printed slips take up to 60 people. Make another invitation for the rest.',
  'invite.create': 'Create the invitation',
  'invite.onceTitle': 'Keep it now',
  'invite.onceLink':
    'For safety we do not keep the link: this page shows it for 30 minutes and not afterwards.',
  'invite.onceSlips':
    'For safety we do not keep the codes: this page shows them for 30 minutes and not afterwards. Print or copy them.',
  'invite.theLink': 'Link to share',
  'invite.address': 'Address',
  'invite.qr': 'QR code of the invitation “{{label}}”',
  'invite.qrSlip': 'QR code of the invitation {{code}}',
  'invite.print': 'See the sheet to print',
  'invite.printLink': 'See the poster to print',
  'invite.codes': 'Codes',
  'invite.codesWhere': 'They are typed at {{site}}. Each works once.',
  'invite.voidTitle': 'This invitation no longer opens anything',
  'invite.voidWhat': 'Whoever has the link or a code needs another invitation.',
  'invite.goneTitle': 'The link and the codes are no longer shown',
  'invite.gone':
    'Those you handed out still work. If you lost them, close this invitation and make another.',
  'invite.worksUntil': 'Works until',
  'invite.close': 'Close the invitation',
  'invite.closeWhat':
    'Once closed, the link or the codes not used yet stop working. Accounts already created stay as they are.',
  'invite.sheetTitle': 'Sheet of invitations',
  'invite.sheetLead':
    'Print this page from the menu of your browser and cut along the dashed line.',
  'invite.slipTitle': 'Aula 1325 invites you to learn',
  'invite.slipTitleFrom': '{{from}} invites you to learn',
  'invite.slipHow': 'Scan the QR code, or go to {{site}} and type:',
  'invite.slipScan': 'Scan the QR code with the camera of your phone.',

  'firstAdmin.title': 'First administration account',
  'firstAdmin.lead':
    'With this account you create institutions, give roles and look after the platform. The link works only once.',
  'firstAdmin.usernameHint': 'Letters, digits, dot, hyphen or underscore.',
  'firstAdmin.usernameForm':
    'Use 3 to 40 letters (of Spanish) or digits; a dot or hyphen may stand between them.',
  'firstAdmin.usernameTaken': 'That user name exists already. Choose another.',
  'firstAdmin.municipalityHint': '5 digits, as INEGI has them, such as 09014.',
  'firstAdmin.submit': 'Create the account',
  'firstAdmin.dead':
    'This link no longer works. If nobody administers the platform yet, restart the server: it prints a new one',
  'firstAdmin.say':
    'Create the first administration account with this link (works once, for 24 hours):',

  'settings.title': 'Settings',
  'settings.lead': 'Who answers for personal data. It appears in the privacy notice.',
  'settings.seeNotice': 'See the notice',
  'settings.incompleteTitle': 'The privacy notice is incomplete',
  'settings.incomplete':
    'The responsible institution, its address or its contact is missing. Complete it before inviting anybody.',
  'settings.controller': 'Responsible institution',
  'settings.controllerHint': 'Full official name.',
  'settings.address': 'Address',
  'settings.addressHint': 'Street, number, district, postcode, municipality and state.',
  'settings.contact': 'Contact',
  'settings.contactHint': 'Office, telephone or e-mail for exercising data rights.',

  'registration.title': 'How to get an account',
  'registration.lead':
    'Accounts are created with an invitation: a link, a QR code or a slip with a code.',
  'registration.wayNetwork': 'If you take part in a women’s network, ask your coordinator.',
  'registration.wayPolice':
    'If you are police or military personnel, ask the training area of your institution.',
  'registration.wayState':
    'If you know nobody, go to the women’s institute of your municipality or state.',
  'registration.haveCode': 'I have an invitation',
  'registration.haveAccount': 'I already have an account',
  'registration.ask': 'Ask for an invitation',
  'registration.contact': 'How we can reach you',
  'registration.contactHint':
    'For instance a safe telephone, or the person to whom we can give your code.',
  'registration.reason': 'Why you want to take part',
  'registration.reasonHint': 'One or two sentences. Tell nothing that puts you at risk.',
  'registration.send': 'Send the request',
  'registration.sentTitle': 'We have your request',
  'registration.sent':
    'Somebody in your state reviews it. If it is approved, you will be given a code.',
  'registration.requests': 'Requests for an account',
  'registration.requestsLead':
    'Approving one makes a code for one person: hand it over in the way they asked for.',
  'registration.none': 'There are no requests to review',
  'registration.noneWhat': 'When somebody asks for an account in your area, it will appear here.',
  'registration.theirReason': 'Why they want to take part',
  'registration.theirContact': 'How to reach them',
  'registration.noContact': 'Not said',
  'registration.approve': 'Approve',
  'registration.decline': 'Decline',
  'registration.invitationLabel': 'Approved request',

  'flash.invitationAccepted': 'Done: the invitation is accepted.',
  'flash.invitationClosed': 'The invitation is closed.',
  'flash.requestDeclined': 'The request was declined.',
  'flash.noticeAccepted': 'We have noted that you accept the notice.',
  'flash.noticeChanged': 'Read the version in force before accepting.',

  'cli.people': 'people',
  'cli.invite': 'prints an invitation link',
  'cli.inviteNetwork': 'key of the network, such as MUCPAZ-15033-01',
  'cli.inviteInstitution': 'short name of the institution',
  'cli.inviteUses': 'how many people may use it, up to 500',
  'cli.inviteWhat':
    'Name the network with --network or the institution with --institution, and how many people with --uses.',
  'cli.inviteUnknown': 'No open network or institution is called {{name}}.',
} as const satisfies EnglishOf<typeof es>;
