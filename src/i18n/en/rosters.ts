import type { EnglishOf } from '../english-of.ts';
import type { rosters as es } from '../es/rosters.ts';

export const rosters: EnglishOf<typeof es> = {
  'rosters.title': 'Import people',
  'rosters.lead':
    'Bring people, their institutions and networks, and the courses that you enrol them in, from Excel or CSV. First you see what would happen; nothing changes until you confirm.',
  'rosters.file': 'Excel or CSV file',
  'rosters.fileHint':
    'Up to 20 MB and 30,000 rows. Each row is a person, or one more course of hers. Never put passwords in it.',
  'rosters.templateOffer': 'If you begin from nothing, use the template:',
  'rosters.templateExcel': 'Excel',
  'rosters.templateCsv': 'CSV',
  'rosters.readFile': 'Read the file',
  'rosters.export': 'Take the list of people',
  'rosters.before': 'Your imports',
  'rosters.made_one': '{{count}} new person',
  'rosters.made_other': '{{count}} new people',
  'rosters.state.read': 'to be confirmed',
  'rosters.state.adding': 'coming in',
  'rosters.state.added': 'finished',
  'rosters.state.undoing': 'being undone',
  'rosters.state.undone': 'undone',
  'rosters.state.forgotten': 'discarded',
  'rosters.file.unreadable':
    'It is neither an Excel workbook (.xlsx) nor a CSV text. Save it in Excel as “Excel Workbook” or “CSV UTF-8” and choose it again.',
  'rosters.file.empty': 'The file has no rows.',
  'rosters.file.tooMany': 'It has more than 30,000 rows. Split it into several files.',
  'rosters.file.tooMuch':
    'Reading this file takes too long. Split it, or save it as CSV and choose it again.',
  'rosters.over': 'This import has been confirmed or discarded already.',
  'rosters.tooLate': 'This import can no longer be undone.',
  'rosters.previewTitle': 'Look before importing',
  'rosters.wouldMake_one': '{{count}} new person would come in',
  'rosters.wouldMake_other': '{{count}} new people would come in',
  'rosters.nothingYet': 'Nothing is kept yet; what was read is erased in a day.',
  'rosters.count.fresh': 'New people',
  'rosters.count.more': 'Rows with another course or network of new people',
  'rosters.count.changed': 'People who change',
  'rosters.count.same': 'Rows without changes',
  'rosters.count.wrong': 'Rows with mistakes',
  'rosters.count.doubts': 'Rows that perhaps exist already',
  'rosters.count.left': 'Rows left out',
  'rosters.count.made': 'New people',
  'rosters.count.enrolled': 'Enrolments',
  'rosters.count.waits': 'Would be on a waiting list',
  'rosters.count.waiting': 'On a waiting list',
  'rosters.count.removed': 'People removed',
  'rosters.count.stayed': 'People who stay',
  'rosters.count.restored': 'Changes taken back',
  'rosters.add': 'Import',
  'rosters.addFine': 'Import what is right',
  'rosters.addWhat':
    'Rows with mistakes and those that you do not decide about are left out; you may put them right here first.',
  'rosters.discard': 'Discard',
  'rosters.columns': 'What each column holds',
  'rosters.columnsWhat':
    'We guessed it from the headings. Correct what does not fit; the order does not matter.',
  'rosters.headings': 'The headings are in',
  'rosters.noHeadings': 'There are no headings',
  'rosters.headingRow': 'Row {{number}}: {{cells}}',
  'rosters.column': 'Column {{number}}: {{heading}}',
  'rosters.notRead': 'Not read',
  'rosters.remap': 'Read it so',
  'rosters.remapped': 'The table was read again with those columns.',
  'rosters.row': 'Row {{number}}',
  'rosters.networksTitle_one': '{{count}} network that is not registered',
  'rosters.networksTitle_other': '{{count}} networks that are not registered',
  'rosters.networksWhat':
    'See that they are no slips of the pen. You may register them now, each in the municipality of its row and being formed; they stay even if you undo the import.',
  'rosters.networksMake_one': 'Register {{count}} network',
  'rosters.networksMake_other': 'Register {{count}} networks',
  'rosters.networksMade': 'The networks were registered and the table was looked at again.',
  'rosters.wrongTitle_one': '{{count}} row with mistakes',
  'rosters.wrongTitle_other': '{{count}} rows with mistakes',
  'rosters.mendWhat':
    'Put them right here, and they are looked at again. Your file does not change.',
  'rosters.mendElsewhere': 'Other words do not mend these rows; each says what to do.',
  'rosters.sharedInstitution': 'Institution of all rows that lack one',
  'rosters.sharedInstitutionHint':
    'Leave it empty if they are not of the same one; then write that of each row.',
  'rosters.mend': 'Save corrections',
  'rosters.mended': 'The corrections were saved and the table was looked at again.',
  'rosters.wrongPages': 'Pages of rows with mistakes',
  'rosters.doubtsTitle_one': '{{count}} row perhaps exists already',
  'rosters.doubtsTitle_other': '{{count}} rows perhaps exist already',
  'rosters.doubtsWhat':
    'Name, municipality and institution or network are the same. A person has one record for life: you decide. If it is the same person, her history stays.',
  'rosters.alikeRow': 'Looks like row {{number}}',
  'rosters.alikePerson': 'Looks like {{username}}',
  'rosters.isSame': 'The same person',
  'rosters.isOther': 'Another person',
  'rosters.leaveOut': 'Leave out',
  'rosters.areSame': 'They are the same people',
  'rosters.areOthers': 'They are other people',
  'rosters.notYet': 'Not decided yet',
  'rosters.allOthers': 'All the others',
  'rosters.decide': 'Save decisions',
  'rosters.decided': 'Your decisions were saved.',
  'rosters.doubtPages': 'Pages of rows that perhaps exist already',
  'rosters.waitsTitle_one': '{{count}} person would be on a waiting list',
  'rosters.waitsTitle_other': '{{count}} people would be on a waiting list',
  'rosters.waitsWhat':
    'Their group has no free places. Each of them comes in when one frees, in the order of the table and after those who wait already; until then they are not enrolled. If more people fit, change the capacity of the group first, in Groups.',
  'rosters.waitsIn': 'waits for a place in {{cohort}}',
  'rosters.waitPages': 'Pages of the waiting list',
  'rosters.changedTitle': 'Something changes for these people',
  'rosters.freshTitle': 'The first of the new people',
  'rosters.andMore': 'And {{count}} more.',
  'rosters.discarded': 'Discarded; what was read is erased.',
  'rosters.adding': '{{done}} of {{rows}} rows so far',
  'rosters.progress': 'Progress of the import',
  'rosters.addingWhat':
    'They come in some at a time so that courses do not stop. You may close this page: it goes on by itself.',
  'rosters.lookAgain': 'See how far it is',
  'rosters.added_one': '{{count}} person came in',
  'rosters.added_other': '{{count}} people came in',
  'rosters.slips': 'Slips with codes',
  'rosters.slipsWhy':
    'They have no password yet. Give each of them her slip with a single-use code, so that she chooses her own.',
  'rosters.undo': 'Undo the import',
  'rosters.undoWhat':
    'What it made and nobody has used goes, and what it changed goes back to what it was. Whoever has chosen a password, begun a course or was changed later stays. You may do this for 30 days.',
  'rosters.undoing': 'It is being undone',
  'rosters.undoingWhat': '{{count}} of {{all}} people so far.',
  'rosters.undone': 'The import was undone',
  'rosters.stayedWhy_one':
    '{{count}} person stays: she has come in, has another course, group or role, or somebody changed something of hers later.',
  'rosters.stayedWhy_other':
    '{{count}} people stay: they have come in, have another course, group or role, or somebody changed something of theirs later.',
  'rosters.another': 'Import another file',
  'rosters.slipsTitle': 'Slips for the first visit',
  'rosters.slipsLead':
    'Print this page, cut it up and hand each slip to its own person only. They are shown for half an hour.',
  'rosters.slipsWhat':
    'Each code opens the account of its person once, within 30 days. If you make new codes, those that you printed before for the same people stop working.',
  'rosters.slipsNobody': 'Nobody of this table needs a slip',
  'rosters.slipsNobodyWhat': 'The table made no accounts.',
  'rosters.slipsBack': 'Back to the table',
  'rosters.slipsMake_one': 'Make {{count}} code',
  'rosters.slipsMake_other': 'Make {{count}} codes',
  'rosters.slipHow':
    'Go to {{site}}, type your user name and this code, and choose your password. Nobody else should use it.',
  'rosters.slipUser': 'User name:',
  'rosters.slipUntil': 'Good until {{date}}.',
  'rosters.needsNone': 'needs no code',
  'rosters.exportTitle': 'Take the list of people',
  'rosters.exportLead_one': '{{count}} person whom you may see by name.',
  'rosters.exportLead_other': '{{count}} people whom you may see by name.',
  'rosters.exportWhat':
    'It is the same table that is imported: brought back unchanged, it changes nothing. It holds no CURP, CUIP, e-mail addresses or telephones. The log keeps who took it and what for.',
  'rosters.reason': 'What you need it for',
  'rosters.reason.update': 'To update it and bring it back',
  'rosters.reason.training-plan': 'To plan training',
  'rosters.reason.report': 'A report of my institution',
  'rosters.reason.request': 'An official request',
  'rosters.exportTake': 'Download the list',
  'rosters.fileName': 'people',
  'rosters.people': 'People',
  'rosters.what.username': 'The person is found by it when the table comes back.',
  'rosters.what.municipality': 'Key of INEGI, with its zeros.',
  'rosters.what.institution': 'Short name of her institution.',
  'rosters.what.rankBand':
    'Band of command of somebody in a corporation or in the forces; never her rank.',
  'rosters.what.network': 'Key of one of her networks; the first is the one that counts her.',
  'rosters.what.course': 'Key of a course in which she is enrolled.',
  'rosters.what.cohort': 'Group of that enrolment.',
  'rosters.what.rows':
    'There is a row for each person, and another for each network or course more. Brought back unchanged, the table changes nothing.',
  'rosters.field.username': 'User name',
  'rosters.field.name': 'Name',
  'rosters.field.firstSurname': 'First surname',
  'rosters.field.secondSurname': 'Second surname',
  'rosters.field.sex': 'Sex',
  'rosters.field.state': 'State',
  'rosters.field.municipality': 'Municipality',
  'rosters.field.institution': 'Institution',
  'rosters.field.network': 'Network',
  'rosters.field.since': 'Since',
  'rosters.field.email': 'E-mail',
  'rosters.field.curp': 'CURP',
  'rosters.field.cuip': 'CUIP',
  'rosters.field.course': 'Course',
  'rosters.field.cohort': 'Group',
  'rosters.wrong.noName': 'Missing. Write the whole name.',
  'rosters.wrong.name':
    'It has fewer than 3 letters, more than 120, or signs that nobody sees. Write it in full.',
  'rosters.wrong.sex':
    '“{{value}}” is not understood. Write mujer, hombre, intersexual or no dice; or leave it empty.',
  'rosters.wrong.state':
    'It is no state of Mexico. Write its name, its abbreviation or its key of 2 digits.',
  'rosters.wrong.cvegeo':
    '“{{value}}” is not the key of a municipality. It has 5 digits: 2 of the state and 3 of the municipality.',
  'rosters.wrong.municipality':
    '“{{value}}” is no municipality that we know. See how it is written, or put its key of 5 digits.',
  'rosters.wrong.municipalities':
    '{{count}} municipalities are called “{{value}}”. Write the state as well, or the key of 5 digits.',
  'rosters.wrong.noPlace':
    'Missing. Write the municipality, or a network or institution that has one.',
  'rosters.wrong.institution':
    '“{{value}}” is not in the list. Write its name or short name as it stands here.',
  'rosters.wrong.institutions': 'Several are called “{{value}}”. Write its full name.',
  'rosters.wrong.network':
    '“{{value}}” is no open network. Write its key, such as MUCPAZ-15033-01.',
  'rosters.wrong.networks':
    'Several are called “{{value}}”. Write its key, such as MUCPAZ-15033-01.',
  'rosters.wrong.since': '“{{value}}” is no date. Write it as 2026-11-25 or 25/11/2026.',
  'rosters.wrong.future': 'That day has not come. Write since when she belongs, or leave it empty.',
  'rosters.wrong.username':
    'Use 3 to 40 letters, digits, dots or hyphens; or leave it empty and it is made from the name.',
  'rosters.wrong.email': 'It is no e-mail address. Correct it or leave it empty.',
  'rosters.wrong.curp':
    'Not valid: check its 18 signs, the last one proves the others. It may be empty.',
  'rosters.wrong.cuip':
    'Not valid: it is letters and digits, 4 letters and 6 digits first. It may be empty.',
  'rosters.wrong.other.curp':
    'The person of this row has another CURP. See whether it is her; if so, leave the cell empty.',
  'rosters.wrong.other.cuip':
    'The person of this row has another CUIP. See whether it is her; if so, leave the cell empty.',
  'rosters.wrong.twoPeople':
    'The CURP and the CUIP of this row are of two people. See which one is right.',
  'rosters.wrong.elsewhere':
    'You can neither bring nor change this person: she is outside what you administer. Ask whoever administers the platform.',
  'rosters.wrong.scope':
    'It is outside what you administer. Correct it, or ask whoever administers it to bring her.',
  'rosters.wrong.scopeAlone':
    'Missing. You may bring people only into what you administer: write her institution or her network.',
  'rosters.wrong.enrol':
    'You may not enrol there. Ask whoever runs the course, or leave both cells empty.',
  'rosters.wrong.course':
    '“{{value}}” is no open course. Write its name, its code or the end of its address.',
  'rosters.wrong.cohort':
    'That course has no open group “{{value}}”. Write its name as it stands in Groups.',
  'rosters.wrong.cohorts': 'There are several groups “{{value}}”. Write the course as well.',
  'rosters.wrong.inAnother':
    'She is in another group of that course. Take her out of it first, in Groups.',
  'rosters.wrong.cohortSide': 'That group is not for people of her institution.',
  'rosters.wrong.courseSide': 'That course is not for people of her institution.',
  'rosters.wrong.networkSide':
    'Only people of the community belong to a network. Leave the network or the institution empty.',
  'rosters.wrong.institutionSide':
    'It is on another side than her account, and an account does not change sides. Correct it or leave it empty.',
  'cli.peopleImport': 'brings people, networks and enrolments in from a table of Excel or CSV',
  'cli.peopleFile': 'the .xlsx or .csv file',
  'cli.peopleDryRun': 'only says what would happen',
  'cli.peopleFor': 'within the reach of this person, who may then print the slips',
  'cli.peopleNobody': 'There is no active account {{name}}.',
  'cli.peopleDoubt': 'Left out: decide on the page whether it is the same person.',
  'cli.peopleWaits': 'Would be on the waiting list of {{cohort}}.',
  'cli.peopleWould':
    'New: {{fresh}}. More rows of theirs: {{more}}. Changed: {{changed}}. The same: {{same}}. On a waiting list: {{waits}}. With mistakes: {{wrong}}. To be decided: {{doubts}}.',
  'cli.peopleDone':
    'Done. New: {{made}}. Changed: {{changed}}. Enrolments: {{enrolled}}. On a waiting list: {{waiting}}. Left out: {{wrong}} with mistakes and {{left}} not decided.',
  'rosters.wrong.noInstitution':
    'Missing. For that group, write the institution that she belongs to.',
};
