import type { EnglishOf } from '../english-of.ts';
import type { privacy as spanish } from '../es/privacy.ts';

export const privacy: EnglishOf<typeof spanish> = {
  'privacy.controllerUnset': 'controller not set yet',
  'privacy.version': 'Version {{version}}, in force since {{date}}.',
  'privacy.unsetTitle': 'Something is missing in this notice',
  'privacy.unsetWhat':
    'The responsible institution is not set yet. Ask whoever invited you who answers for your data.',
  'privacy.newVersion': 'The privacy notice has changed',
  'privacy.newVersionLead': 'There is a new version. Read it and tell us whether you accept it.',
  'privacy.changes': 'What changes in this version',
  'privacy.accept': 'Accept the notice',
  'privacy.later': 'Not now',

  'retention.title': 'What is erased without your asking',
  'retention.lead': 'Every day, whatever has reached its time is erased:',
  'retention.answers.what': 'Your quiz answers',
  'retention.answers.until':
    '{{months}} months after you hand them in. The score and the date stay.',
  'retention.answersOfClosed.what': 'The answers of a cancelled account',
  'retention.answersOfClosed.until': 'A day after it is cancelled, at the latest.',
  'retention.readQuestions.what': 'Questions that somebody read from a file and did not add',
  'retention.readQuestions.until': 'After {{hours}} hours.',
  'retention.readRosters.what': 'Tables of people that somebody read from a file and did not add',
  'retention.readRosters.until': 'After {{hours}} hours.',
  'retention.rosterActs.what': 'What is kept to undo an import of people',
  'retention.rosterActs.until': '{{days}} days after it ended.',
  'retention.recoveries.what': 'Requests to recover an account',
  'retention.recoveries.until':
    'After {{unconfirmed}} days if nobody confirms them; the others after {{days}} days, once their owner has read about them.',
  'retention.sessions.what': 'Your sessions: when you signed in and on which device',
  'retention.sessions.until':
    'When you end them, or a day after they end by themselves, at the latest.',
  'retention.messages.what': 'Your conversations with those who accompany you',
  'retention.messages.until': '{{months}} months after the last message.',
  'retention.messagesOfClosed.what': 'The conversations of a closed account',
  'retention.messagesOfClosed.until': 'One day after it is closed at the latest.',
  'retention.care.what': 'Messages of care',
  'retention.care.until': 'After {{days}} days, or when you erase them.',
  'retention.disclosures.what': 'Texts that are protected because they tell of violence lived',
  'retention.disclosures.until':
    'When the referral is recorded, and {{days}} days after they were protected at the latest. Only the date stays, without a name.',
  'retention.announcements.what': 'Announcements to groups',
  'retention.announcements.until': '{{months}} months after they are published.',
  'retention.cohortRequests.what': 'Your requests to cohorts, once decided or taken back',
  'retention.cohortRequests.until': '{{months}} months after the decision.',
  'retention.cohortRequestsOfClosed.what': 'The requests to cohorts of a closed account',
  'retention.cohortRequestsOfClosed.until': 'One day after it is closed at the latest.',
  'retention.dueExtensionsOfClosed.what': 'Why you were given more time in a cohort',
  'retention.dueExtensionsOfClosed.until': 'One day after your account is closed at the latest.',
  'retention.externalEvidence.what': 'The file of an external certificate that you brought',
  'retention.externalEvidence.until': '{{months}} months after it was decided.',
  'retention.externalOfClosed.what': 'The external certificates of a closed account',
  'retention.externalOfClosed.until': 'One day after it is closed at the latest.',
};
