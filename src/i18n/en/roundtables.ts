import type { EnglishOf } from '../english-of.ts';
import type { roundtables as spanish } from '../es/roundtables.ts';

export const roundtables: EnglishOf<typeof spanish> = {
  'home.place.mesas': 'Peace roundtables',
  'home.place.mesasText':
    'Which roundtables there are, and how many meetings the networks attended.',
  'roundtables.title': 'Roundtables for Building Peace and Security',
  'roundtables.lead':
    'The catalogue of roundtables, and how women of the networks took part in their meetings. Nobody is named here.',
  'roundtables.known.state':
    'Roundtables of the entities in the catalogue: {{known}} of {{said}}. Source: {{source}}. Cut-off: {{date}}.',
  'roundtables.known.regional':
    'Regional roundtables in the catalogue: {{known}} of {{said}}. Source: {{source}}. Cut-off: {{date}}.',
  'roundtables.ofEntity': 'Roundtable of the entity: {{state}}',
  'roundtables.inEntity': 'Roundtables of {{state}}',
  'roundtables.from': 'source: {{source}}, cut-off: {{date}}',
  'roundtables.period': 'Period',
  'roundtables.allTime': 'all the time',
  'roundtables.entity': 'Entity',
  'roundtables.everyEntity': 'all',
  'roundtables.participation': 'Participation in roundtables by entity (I-14)',
  'roundtables.regional': 'Regional roundtables in the catalogue',
  'roundtables.noneHeld': 'no meetings',
  'roundtables.held': 'Meetings recorded',
  'roundtables.attended': 'With women of the networks',
  'roundtables.i14': 'Participation',
  'roundtables.women': 'Attendances counted',
  'roundtables.definition':
    'Participation: meetings that women of the networks attended, of the meetings recorded, by entity. (I-14) How many were there is read only by whoever may list the women of that entity.',
  'roundtables.sourceNote':
    "Source: meetings that coordinators and women's institutes record. A meeting that nobody recorded does not count.",
  'roundtables.record': 'Record a meeting',
  'roundtables.recordText':
    'If that day is recorded already, it is corrected. Write no names, nor who said what.',
  'roundtables.day': 'Day of the meeting',
  'roundtables.dayLater': 'That day has not come yet.',
  'roundtables.didAttend': 'Were women of the networks there?',
  'roundtables.yes': 'Yes',
  'roundtables.no': 'No',
  'roundtables.howMany': 'How many were there',
  'roundtables.howManyHint': 'Only the number, if you know it.',
  'roundtables.noneYetSome': 'You said that they were not: leave this field empty or at zero.',
  'roundtables.someYetNone': 'You said that they were: write how many, or leave this field empty.',
  'roundtables.save': 'Record',
  'roundtables.meetings': 'Meetings recorded',
  'roundtables.noMeetings': 'None yet.',
  'roundtables.share':
    'Participation: {{share}} ({{attended}} of {{held}} meetings recorded). (I-14)',
  'roundtables.nobody': 'no women of the networks were there',
  'roundtables.attendedSome': 'women of the networks were there',
  'roundtables.attendedCount_one': '{{count}} woman of the networks was there',
  'roundtables.attendedCount_other': '{{count}} women of the networks were there',
  'roundtables.remove': 'Remove: there was no meeting',
  'roundtables.bringIn': 'Load regional roundtables',
  'roundtables.bringInLead':
    'The list of regional roundtables is with whoever coordinates them. Those that are there are updated; none is erased.',
  'roundtables.table': 'Table',
  'roundtables.tableHint':
    'Paste the cells of your spreadsheet, or the text of a CSV. The first row names the columns: code, roundtable, state, municipality. Only roundtable and state are needed; the municipality goes by its code of five digits.',
  'roundtables.file': 'Or choose an Excel or CSV file',
  'roundtables.fileHint':
    'If something is wrong, its text comes back in the field above to be corrected.',
  'roundtables.source': 'Source',
  'roundtables.sourceHint': 'Which document or institution says so.',
  'roundtables.date': 'Date of the source',
  'roundtables.takeTable': 'Load',
  'roundtables.broughtIn': 'The roundtables are in the catalogue.',
  'roundtables.table.row': 'Row {{row}}',
  'roundtables.table.wrong':
    'Nothing was saved: there are rows to correct. They are told beside the table.',
  'roundtables.table.broken': 'It cannot be read as a table.',
  'roundtables.table.heads': 'The first row must name at least the columns roundtable and state.',
  'roundtables.table.noName': 'The name of the roundtable is missing.',
  'roundtables.table.longName': 'The name is too long: 200 letters at most.',
  'roundtables.table.noState': 'The entity is not known: write its name or its code.',
  'roundtables.table.otherState': 'That code is one of a roundtable of another entity.',
  'roundtables.table.badCode':
    'The code has letters without accents, digits and hyphens, and cannot be that of an entity.',
  'roundtables.table.badMunicipality': 'That code of a municipality is not of that entity.',
  'roundtables.table.twice': 'That roundtable is in another row already.',
  'roundtables.table.empty': 'There is no row with a roundtable.',
  'roundtables.table.tooMany': 'There are too many rows: 1,000 at most.',
  'auditObject.roundtable': 'peace roundtable',
  'audit.roundtables.meeting-recorded': 'Recorded a meeting of a roundtable',
  'audit.roundtables.meeting-removed': 'Removed a meeting of a roundtable',
  'audit.roundtables.brought-in': 'Loaded regional roundtables',
};
