import type { EnglishOf } from '../english-of.ts';
import type { ranks as spanish } from '../es/ranks.ts';

export const ranks: EnglishOf<typeof spanish> = {
  'ranks.band.mando-superior': 'Senior command',
  'ranks.band.mando-medio': 'Middle command',
  'ranks.band.oficial': 'Police officer',
  'ranks.band.operativo': 'Operational',
  'ranks.band.generales': 'Generals and admirals',
  'ranks.band.jefes': 'Senior officers',
  'ranks.band.oficiales': 'Officers',
  'ranks.band.tropa': 'Enlisted ranks',
  'ranks.title': 'Ranks',
  'ranks.lead':
    'Which band of command each rank has. Of a person only the band is kept. Institutions within inherit this list, and each can add its own.',
  'ranks.link': 'See its ranks',
  'ranks.own': 'Its own ranks',
  'ranks.ownNone': 'None yet.',
  'ranks.inherited': 'Ranks it inherits',
  'ranks.inheritedWhat': 'If you add one of the same name here, the one here counts.',
  'ranks.name': 'Rank',
  'ranks.band': 'Band of command',
  'ranks.choose': 'Choose a band',
  'ranks.from': 'Exists since',
  'ranks.until': 'Last day',
  'ranks.untilHint': 'If the law abolished it or gave it another band: end it and add another.',
  'ranks.source': 'Source',
  'ranks.sourceHint': 'The law or the regulation that says so.',
  'ranks.unverified': 'to be verified',
  'ranks.unverifiedHint': 'Nobody has compared it with its source yet.',
  'ranks.fromDay': 'since {{date}}',
  'ranks.untilDay': 'until {{date}}',
  'ranks.add': 'Add a rank',
  'ranks.addButton': 'Add rank',
  'ranks.remove': 'Remove rank',
  'ranks.removeWhat':
    'Remove it only if it should never have been here. If it ceased to exist, write its last day. People keep their band.',
  'ranks.removed': 'The rank was removed. People keep their band.',
  'ranks.isThere': 'There is one of that name on those days already.',
  'ranks.take': 'Add those that are missing',
  'ranks.taken': 'The ranks were added. Check those that say “to be verified”.',
  'ranks.schemeSource': 'Source: {{source}}.',
  'people.rank': 'Band of command',
  'people.rankNone': 'not known',
  'people.rankTell': 'Rank or band of command',
  'people.rankHint':
    'Only the band is kept. It lets figures compare bands; certificates do not show it.',
  'people.rankChoice': '{{rank}}: {{band}}',
  'people.rankWhy': 'What happened',
  'people.rankWhy.changed': 'It is another one from now on',
  'people.rankWhy.changedHint': 'What she has studied keeps the band of its day.',
  'people.rankWhy.mistaken': 'It was wrong or missing',
  'people.rankWhy.mistakenHint':
    'It is corrected in the enrolments of this institution that copied it as well.',
  'people.rankFlash': 'The band of command was saved.',
  'people.rankUnknown': 'That rank is not in the list any more. Choose another.',
  'rights.bandWhat':
    'Your institution says so. Your rank is not kept, and your certificate does not show it. If it is wrong, ask here to have it corrected.',
  'rosters.field.rank': 'Rank',
  'rosters.field.rankBand': 'Band of command',
  'rosters.wrong.rankNear': '“{{value}}” is not a rank of {{institution}}. Alike are: {{names}}.',
  'rosters.wrong.rankNone':
    '“{{value}}” is not a rank of {{institution}}. Write the band in the column “Band of command”, add the rank on the page of the institution, or do not read this column.',
  'rosters.wrong.rankBand.police':
    '“{{value}}” is not a band of command. Write senior command, middle command, police officer or operational.',
  'rosters.wrong.rankBand.military':
    '“{{value}}” is not a band of command. Write generals and admirals, senior officers, officers or enlisted ranks.',
  'rosters.wrong.ranksDiffer':
    'The rank “{{value}}” has another band of command than the row says. Leave one of the two.',
  'rosters.wrong.rankSide':
    'There are no ranks in the community. Leave the cell empty, or write the corporation.',
};
