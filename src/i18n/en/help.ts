import type { EnglishOf } from '../english-of.ts';
import type { help as spanish } from '../es/help.ts';

export const help: EnglishOf<typeof spanish> = {
  'help.title': 'Help and support lines',
  'help.lead':
    'Where you will be listened to, how to leave without the page staying in view, and what to do if something does not work.',
  'help.notReports':
    'Aula 1325 does not handle emergencies or take reports. If you are in danger now, call 911.',
  'help.state': 'Your state',
  'help.wholeCountry': 'Whole country',
  'help.show': 'Show lines',
  'help.lines': 'Support lines',
  'help.allLines': 'See all support lines',
  'help.exitTitle': 'Quick exit',
  'help.exitHow':
    'The quick exit button is at the top of every page. You can also press the Shift key three times in a row.',
  'help.exitDoes':
    'It blanks the screen and opens {{host}} instead. The back button does not show this page again.',
  'help.exitSession': 'It ends your session. What was already saved stays saved.',
  'help.exitNoScript':
    'It also works with JavaScript off; then it takes as long as the connection takes.',
  'help.tracesTitle': 'What the phone still shows',
  'help.tracesHistory':
    'The browser’s history keeps the addresses you visited before. Quick exit cannot erase it; you can, in the browser’s menu.',
  'help.tracesDownloads':
    'Files you downloaded, such as a certificate, are still in the downloads folder.',
  'help.tracesCalls': 'Calls to a support line stay in the call log and may appear on the bill.',
  'help.tracesPrivate':
    'If somebody checks your phone, use a private or incognito window, or sign in from another device.',
  'help.discreet':
    'Under “My account” you can switch on discreet mode: the tab, the icon and the files carry neutral names.',
  'help.platformTitle': 'If something does not work',
  'help.cannotEnter': 'You cannot sign in',
  'help.cannotEnterText': 'Your coordinator or your institution can ask for a code for you.',
  'help.recover': 'Recover my account',
  'help.noAccount': 'You have no account',
  'help.noAccountText': 'You get in with an invitation.',
  'help.signal': 'The signal drops',
  'help.signalText': 'Wait and load the page again. What was already saved is not lost.',
  'help.contents': 'Questions about a course',
  'help.contentsText': 'Ask the instructor of your group or the coordinator of your network.',

  'accessibility.title': 'Accessibility',
  'accessibility.lead':
    'We want everybody to be able to learn here, with the phone and the sight, hearing or hands they have. We work to WCAG 2.2, level AA.',
  'accessibility.doneTitle': 'What it does already',
  'accessibility.keyboard':
    'Everything can be done with the keyboard, and you can see where you are.',
  'accessibility.readers':
    'Headings, fields and messages are marked up for screen readers. Figures carry a description.',
  'accessibility.contrast':
    'Text has contrast, in dark mode too, and nothing is said by colour alone.',
  'accessibility.reflow': 'You can enlarge the letters; pages fit screens 320 points wide.',
  'accessibility.noScript': 'Reading, answering and sending work with JavaScript off.',
  'accessibility.light':
    'Pages are light and work on simple phones. Before each figure or audio we say how much it weighs.',
  'accessibility.media':
    'Video has captions, and video and audio have a transcript. Nothing plays by itself.',
  'accessibility.missingTitle': 'What is still missing',
  'accessibility.missingAudit':
    'We check it ourselves, with automatic tools and by hand; there has been no external audit.',
  'accessibility.missingPeople':
    'It still has to be tried with more people who use a screen reader or a switch.',
  'accessibility.missingLanguages':
    'The content is in Spanish and English; not yet in indigenous languages.',
  'accessibility.missingSign': 'There is no content in Mexican Sign Language yet.',
  'accessibility.tellTitle': 'If you meet a barrier',
  'accessibility.tellText':
    'Tell the coordinator of your network, your instructor or the institution that invited you: they pass it on to whoever runs the platform. You can also ask them for the content in another format.',
};
