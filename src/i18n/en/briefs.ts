import type { EnglishOf } from '../english-of.ts';
import type { briefs as spanish } from '../es/briefs.ts';

export const briefs: EnglishOf<typeof spanish> = {
  'home.place.fichas': 'Briefs by entity',
  'home.place.fichasText': 'One page for each entity, to take to the roundtable.',
  'briefs.title': 'Briefs by entity',
  'briefs.lead':
    'One page with the figures of each entity: those of the completion report, of networks and of roundtables, with their cut-off and their digest.',
  'briefs.all': 'Download all of them (ZIP)',
  'briefs.pdf': 'Download as PDF',
  'briefs.report': 'See the completion report',
  'briefs.of': 'Brief of {{state}}',
  'briefs.people': 'People with an enrolment: {{people}}.',
  'briefs.byCourse': 'Completion by course',
  'briefs.bySex': 'Completion by sex',
  'briefs.more_one': 'The first ones are shown; {{count}} course more is in the report.',
  'briefs.more_other': 'The first ones are shown; {{count}} courses more are in the report.',
  'briefs.networksTitle': 'Women Peacebuilders networks',
  'briefs.networks':
    'Networks: {{networks}}, in {{municipalities}} municipalities. Members that the source reports: {{reported}}. Members with an account on the platform on {{date}}: {{registered}}.',
  'briefs.sources': 'Sources: {{sources}}.',
  'briefs.roundtables': 'Peace roundtables',
  'briefs.participation':
    'Roundtables in the catalogue: {{known}}. Participation of women of the networks: {{share}} ({{attended}} of {{held}} meetings recorded). (I-14)',
  'briefs.noMeetings': 'Roundtables in the catalogue: {{known}}. No meeting recorded yet. (I-14)',
  'briefs.nobody': 'Nobody has enrolled yet.',
  'briefs.noReach': 'Outside your reach.',
  'briefs.digest': 'SHA-256 digest of the figures: {{digest}}',
  'briefs.fileName': 'brief',
  'audit.briefs.exported': 'Downloaded briefs of entities',
};
