import type { EnglishOf } from '../english-of.ts';
import type { places as es } from '../es/places.ts';

export const places: EnglishOf<typeof es> = {
  'places.title': 'List of municipalities',
  'places.lead':
    'It is brought up to date with the catalogue of INEGI (AGEEML). First you see what would change; no municipality is erased.',
  'places.file': 'File of INEGI',
  'places.fileHint':
    'CSV or text with the columns CVE_ENT, CVE_MUN and NOM_MUN, of municipalities or of localities, up to 20 MB.',
  'places.readFile': 'See what would change',
  'places.before': 'Lists taken over before',
  'places.outcome': 'new {{added}}, renamed {{renamed}}, gone {{gone}}',
  'places.inLine': 'Look at line {{line}} of the file.',
  'places.wrong.noColumns':
    'It does not have the columns CVE_ENT, CVE_MUN and NOM_MUN. Download the catalogue of municipalities from INEGI as CSV.',
  'places.wrong.wrongKey':
    'It has a key that is none of a municipality, or an empty name. Download it again and leave it as it is.',
  'places.wrong.wrongName':
    'It has a name of more than 120 letters or with signs that are not seen. Download it again and leave it as it is.',
  'places.wrong.twoNames':
    'It gives two names to one municipality. Download it again and leave it as it is.',
  'places.wrong.empty':
    'It has no municipalities. Look whether it is the catalogue and no other file.',
  'places.wrong.unreadable': 'It cannot be read as CSV. Look whether it is the file of INEGI.',
  'places.wrong.workbook': 'It is an Excel workbook. Save it as CSV and bring it again.',
  'places.wrong.tooMuch':
    'It is too much to be read here. Bring the catalogue of municipalities, which is smaller than that of localities.',
  'places.previewTitle': 'What would change in the municipalities',
  'places.nothingYet': 'Nothing changes yet.',
  'places.count.added': 'New',
  'places.count.renamed': 'With another name',
  'places.count.gone': 'Gone',
  'places.count.back': 'Back again',
  'places.count.same': 'The same',
  'places.looksCut': 'Many municipalities are missing',
  'places.looksCutWhat': 'Look whether the file is whole before you take the list over.',
  'places.isSame': 'Everything is the same. You may take the list over so that its date is kept.',
  'places.take': 'Take this list over',
  'places.takeWhat':
    'Names of before are kept with their date. A municipality that is gone is offered no more, and what lies in it stays.',
  'places.forget': 'Discard',
  'places.forgotten': 'It was discarded; what was read is erased.',
  'places.decidedAlready': 'This list was decided about already.',
  'places.added_one': '{{count}} new municipality',
  'places.added_other': '{{count}} new municipalities',
  'places.addedWhat': 'Forms and imports will offer them.',
  'places.renamed_one': '{{count}} municipality changes its name',
  'places.renamed_other': '{{count}} municipalities change their names',
  'places.renamedWhat': 'They are found by the name of before as well.',
  'places.renamedRow': '{{cvegeo}} {{before}} will be {{after}}',
  'places.gone_one': '{{count}} municipality is gone',
  'places.gone_other': '{{count}} municipalities are gone',
  'places.goneWhat': 'They will be offered no more.',
  'places.goneUsed': '{{place}}: there are records in it, and they are kept',
  'places.back_one': '{{count}} municipality comes back',
  'places.back_other': '{{count}} municipalities come back',
  'places.backWhat': 'They will be offered again.',
  'places.takenTitle': 'The list of municipalities was taken over',
  'places.another': 'Bring another file',
  'retention.readPlaces.what': 'Lists of municipalities that were read and nobody took over',
  'retention.readPlaces.until': '{{hours}} hours after they were read',
  'ownData.place_imports': 'Lists of municipalities that you brought',
  'ownColumn.taken_at': 'taken over',
};
