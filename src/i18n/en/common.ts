import type { EnglishOf } from '../english-of.ts';
import type { common as spanish } from '../es/common.ts';

export const common: EnglishOf<typeof spanish> = {
  'form.required': 'This is missing.',
  'form.invalid': 'Check this.',
  'form.choose': 'Choose one of the options.',
  'form.tooShort': 'This is too short.',
  'form.tooLong': 'This is too long.',
  'form.control': 'It has characters that cannot be stored. Type it again.',
  'form.unknownField': 'The form carries something unexpected. Open the page again.',
  'form.errorsTitle_one': 'One thing to correct',
  'form.errorsTitle_other': '{{count}} things to correct',
  'form.optional': 'optional',
  'form.save': 'Save',
  'form.cancel': 'Cancel',
  'form.search': 'Search',
  'form.apply': 'Apply',

  'error.notFound': 'We cannot find this page',
  'error.notFoundWhat':
    'The address may be mistyped, or the page is gone or is not for your account.',
  'error.badRequest': 'We did not understand what arrived',
  'error.badRequestWhat': 'It arrived incomplete or with something unexpected. Nothing was saved.',
  'error.forbidden': 'Your account cannot do this',
  'error.forbiddenWhat':
    'Nothing changed. If you need it, ask whoever administers your institution.',
  'error.signInFirst': 'Sign in to continue',
  'error.signInFirstWhat':
    'Your session ended, or you have not signed in yet. What was saved before is safe.',
  'error.sendAgainHow':
    'Sign in in another tab, come back to this one and send again what you had filled in.',
  'error.signInElsewhere': 'Sign in (opens in another tab)',
  'error.sendAgain': 'Send again',
  'error.otherSite': 'It came from another site and was not accepted',
  'error.otherSiteWhat':
    'Nothing was saved. Open the page from the start and send it again from there.',
  'error.conflict': 'Something changed in the meantime',
  'error.gone': 'This is no longer available',
  'error.tooLarge': 'What you sent is too large',
  'error.tooLargeWhat': 'Nothing was saved. Send less text or a lighter file.',
  'error.tooMany': 'Too many attempts in a row',
  'error.tooManyWhat_one': 'Wait a minute and try again. Your account is fine.',
  'error.tooManyWhat_other': 'Wait {{count}} minutes and try again. Your account is fine.',
  'error.unavailable': 'The service is resting for a moment',
  'error.unavailableWhat':
    'We could not save. What was saved before is safe. Wait a minute and send again.',
  'error.unexpected': 'Something failed on our side',
  'error.unexpectedWhat':
    'It was noted so that we can look at it. What was saved before is safe. Try again in a moment.',
  'error.reference': 'Reference: {{id}}',
  'error.yourText': 'What you wrote, so that it is not lost:',
  'error.goHome': 'Go to the start',
  'error.goBack': 'Back',

  'flash.saved': 'Saved.',
  'flash.signedOut': 'You signed out.',
  fileFormat: 'Format',
  'fileFormat.xlsx': 'Spreadsheet (XLSX)',
  'fileFormat.csv': 'Text (CSV)',
};
