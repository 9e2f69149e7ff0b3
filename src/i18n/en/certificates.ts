import type { EnglishOf } from '../english-of.ts';
import type { certificates as spanish } from '../es/certificates.ts';

export const certificates: EnglishOf<typeof spanish> = {
  'certificate.heading': 'Certificate',
  'certificate.granted': 'This certificate is awarded to',
  'certificate.forCourse': 'for completing the course',
  'certificate.hours_one': '{{count}} hour',
  'certificate.hours_other': '{{count}} hours',
  'certificate.hoursOf_one':
    '{{count}} hour completed out of {{required}}; practice still pending: {{missing}}',
  'certificate.hoursOf_other':
    '{{count}} hours completed out of {{required}}; practice still pending: {{missing}}',
  'certificate.score': 'Score: {{score}} out of 100',
  'certificate.version': 'Course version {{number}}',
  'certificate.issued': 'Issued on {{date}}',
  'certificate.reissued': 'Issued on {{date}}; corrected on {{again}}',
  'certificate.noExpiry': 'No expiry date',
  'certificate.validUntil': 'Valid until {{date}}',
  'certificate.unsigned': 'Course without institutional review',
  'certificate.signedBy': 'Course reviewed by {{who}}',
  'certificate.folio': 'Number {{folio}}',
  'certificate.checkAt': 'Check this certificate at {{address}}',
  'certificate.qr': 'QR code that opens the check of this certificate',
  'certificate.code': 'Code',
  'certificate.demo': 'DEMONSTRATION',
  'certificate.demoText':
    'This is a demonstration certificate: the person and the data are invented.',
  'certificate.download': 'Download as PDF',
  'certificate.openCheck': 'See what a check shows',
  'certificate.openCheckHint':
    'Anyone with the code sees the course, the hours, the dates and your initials. They do not see your name, your network, your corps or your municipality.',
  'certificate.shareHint': 'The certificate carries your full name. You decide who you give it to.',
  'certificate.state.valid': 'Valid',
  'certificate.state.expired': 'Expired',
  'certificate.state.replaced': 'Replaced',
  'certificate.state.revoked': 'Revoked',
  'certificate.own.expired':
    'This certificate expired on {{date}}. Anyone who checks it will see that it has expired.',
  'certificate.own.replaced':
    'This certificate was replaced by another one. Anyone who checks this one will see that it no longer counts.',
  'certificate.own.openNew': 'Open the one that counts',
  'certificate.own.openOld': 'See the earlier certificate',
  'certificate.own.revoked':
    'This certificate was revoked and no longer counts. The reason is below. If you disagree, talk to the institution that enrolled you.',
  'certificate.own.notPrintable': 'A certificate that no longer counts cannot be downloaded.',
  'certificate.history': 'History of this certificate',
  'certificate.event.issued': 'Issued',
  'certificate.event.corrected': 'Issued again, corrected',
  'certificate.event.revoked': 'Revoked',
  'certificate.event.replaced': 'Replaced by another one',
  'certificate.reason': 'Reason: {{reason}}',
  'certificate.by': 'Recorded by {{name}}',

  'certCheck.title': 'Check a certificate',
  'certCheck.intro':
    'Type the code printed beside the QR square of the certificate. No account needed.',
  'certCheck.code': 'Code of the certificate',
  'certCheck.codeHint':
    'It has 26 letters and digits. Type them with or without hyphens, in upper or lower case.',
  'certCheck.submit': 'Check',
  'certCheck.unknownTitle': 'No certificate has this code',
  'certCheck.unknown':
    'Go through the code letter by letter and try again. If you copied it as it stands on a certificate, ask whoever gave it to you to open it in their account: Aula 1325 has issued none with this code.',
  'certCheck.again': 'Check another certificate',
  'certCheck.valid': 'It is authentic: it is in the register of Aula 1325 and valid today.',
  'certCheck.expired':
    'It is authentic: it is in the register of Aula 1325. It expired on {{date}}.',
  'certCheck.replaced':
    'This certificate no longer counts: it was replaced by a newer one on {{date}}. Ask whoever showed it to you for the new one.',
  'certCheck.revoked': 'This certificate no longer counts: it was revoked on {{date}}.',
  'certCheck.demo':
    'This is a demonstration certificate. The person is invented and the certificate proves nothing.',
  'certCheck.course': 'Course',
  'certCheck.hours': 'Hours completed',
  'certCheck.hoursValue': '{{completed}} out of {{required}}',
  'certCheck.version': 'Course version',
  'certCheck.institution': 'Issuing institution',
  'certCheck.issued': 'Date of issue',
  'certCheck.expires': 'Expiry',
  'certCheck.noExpiry': 'Does not expire',
  'certCheck.review': 'Review of the course',
  'certCheck.unsigned': 'Without institutional review',
  'certCheck.holder': 'Initials of the person',
  'certCheck.folio': 'Number',
  'certCheck.code.shown': 'Code',
  'certCheck.compare': 'Compare this with the certificate that you have in front of you.',
  'certCheck.surnameTitle': 'Does it belong to this person?',
  'certCheck.surname': 'First surname of the person',
  'certCheck.surnameHint':
    'For safety we do not show the name. Type the surname that stands on the certificate and we tell you whether it matches.',
  'certCheck.surnameSubmit': 'Compare',
  'certCheck.match': 'It matches.',
  'certCheck.noMatch': 'It does not match.',
  'certCheck.noMatchWhat':
    'There may be several reasons, and it does not change what the certificate is worth. When in doubt, ask the institution that issued it about the folio.',

  'certAdmin.title': 'Certificates',
  'certAdmin.intro': 'Search by name or number among the people you accompany.',
  'certAdmin.introFolio': 'Type the whole number as it stands on the certificate.',
  'certAdmin.search': 'Name or number',
  'certAdmin.searchFolio': 'Number',
  'certAdmin.none': 'No certificates to show',
  'certAdmin.noneWhat':
    'Look over what you typed. Only certificates of the people you accompany appear here.',
  'certAdmin.holder': 'Person',
  'certAdmin.course': 'Course',
  'certAdmin.issued': 'Issued',
  'certAdmin.newer': 'Newer',
  'certAdmin.older': 'Older',
  'certAdmin.pages': 'Pages of certificates',
  'certAdmin.revoke': 'Revoke',
  'certAdmin.revokeTitle': 'Revoke the certificate',
  'certAdmin.revokeWhat':
    'The certificate stops counting at once. Anyone who checks it will see that it was revoked. Everything is recorded and nothing is erased.',
  'certAdmin.correct': 'Issue corrected',
  'certAdmin.correctTitle': 'Correct the name or issue again',
  'certAdmin.correctWhat':
    'Another certificate is issued with a new code and this one stops counting. Hours, score and dates stay the same.',
  'certAdmin.name': 'Name as it should appear',
  'certAdmin.reason': 'Reason',
  'certAdmin.reasonHint':
    'The person will read this reason. Write what happened, without details of other people.',
  'certAdmin.newOne': 'See the one that replaced it',
  'certAdmin.oldOne': 'See the earlier one',
  'certificate.notCurrent': 'This certificate was already revoked or replaced',
  'flash.certificateRevoked': 'The certificate is revoked.',
  'flash.certificateCorrected': 'The corrected certificate is issued.',
};
