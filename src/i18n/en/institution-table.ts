import type { EnglishOf } from '../english-of.ts';
import type { institutionTable as spanish } from '../es/institution-table.ts';

export const institutionTable: EnglishOf<typeof spanish> = {
  'institutions.toTable': 'Add many with a table',
  'institutions.table.title': 'Institutions with a table',
  'institutions.table.lead':
    'For regions, units or corporations: each row stands within another institution and takes its side, level and place from it. First you see what would come in.',
  'institutions.table.table': 'Table',
  'institutions.table.hint':
    'Copy the cells in Excel and paste them here. The first row names the columns: “name”, “short name”, “type”, “within”, “since”. “Name” and “within” are enough; a row may stand within one further up.',
  'institutions.table.file': 'Or an Excel or CSV file',
  'institutions.table.fileHint': 'It takes the place of what you pasted.',
  'institutions.table.check': 'Check',
  'institutions.table.would_one': '{{count}} institution would come in',
  'institutions.table.would_other': '{{count}} institutions would come in',
  'institutions.table.wouldWhat': 'Nothing has been saved yet.',
  'institutions.table.within': 'within {{parent}}',
  'institutions.table.since': 'since {{date}}',
  'institutions.table.add': 'Add these institutions',
  'institutions.table.added': 'The institutions were added.',
  'institutions.table.before': 'Tables that came in',
  'institutions.table.made_one': '{{count}} institution',
  'institutions.table.made_other': '{{count}} institutions',
  'institutions.table.isUndone': 'undone',
  'institutions.table.undo': 'Undo',
  'institutions.table.undone': 'The table was undone: its institutions are gone.',
  'institutions.table.inUse':
    'It cannot be undone: one of them has people, groups, changes or another institution within by now. All of them stay; close them one by one.',
  'institutions.table.row': 'Row {{row}}',
  'institutions.table.wrong': 'Nothing has come in yet. Correct these rows:',
  'institutions.table.broken': 'It cannot be read as a table. Save it as CSV or paste its cells.',
  'institutions.table.heads': 'The first row must name the columns “name” and “within”.',
  'institutions.table.badName': 'The name has fewer than 3 letters or more than 200.',
  'institutions.table.badShortName': 'The short name has more than 40 letters.',
  'institutions.table.noParent':
    'The institution of “within” is not known: write its name or short name, or put it further up in the table.',
  'institutions.table.severalParents':
    'Several are called what “within” says: write the full name.',
  'institutions.table.badType':
    'That type is not known: write it as on the page for adding one, or leave it empty.',
  'institutions.table.badDay': 'Dates are written 2026-01-31 or 31/01/2026.',
  'institutions.table.isThere': 'There is one of that name within it already.',
  'institutions.table.empty': 'There is no row with an institution.',
  'institutions.table.tooMany': 'There are too many rows: 1,000 at most.',
  'institutions.table.fileName': 'institutions',
  'institutions.table.take':
    'Take those that you manage: the same table, brought back unchanged, changes nothing. Rows may be added to it.',
  'institutions.table.unchanged_one': '{{count}} row says what is there already.',
  'institutions.table.unchanged_other': '{{count}} rows say what is there already.',
  'institutions.table.badId':
    'You manage no institution with that identifier. Leave it empty to add one.',
  'institutions.table.differs':
    'It is there already and says something else here. Change it on its page.',
  'institutions.table.column.id': 'Identifier',
  'institutions.table.column.name': 'Name',
  'institutions.table.column.shortName': 'Short name',
  'institutions.table.column.type': 'Type',
  'institutions.table.column.parent': 'Within',
  'institutions.table.column.from': 'Since',
  'institutions.table.what.id':
    'Tells which institution it is when the table comes back; empty in a new row.',
  'institutions.table.what.type': 'Kind of institution.',
  'institutions.table.what.parent':
    'Short name of the institution that it is within; empty for those at the top.',
  'institutions.table.what.from': 'Day since which it exists; empty where it is not known.',
  'institutions.table.what.rows':
    'Only those in force that you manage. Rows with an identifier change nothing; the others are added.',
};
