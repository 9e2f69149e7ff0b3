import type { EnglishOf } from '../english-of.ts';
import type { snapshots as spanish } from '../es/snapshots.ts';

export const snapshots: EnglishOf<typeof spanish> = {
  'home.place.cortes': 'Frozen figures',
  'home.place.cortesText': 'The figures of a framework in a closed period, which change no more.',
  'snapshots.title': 'Frozen figures',
  'snapshots.lead':
    'A snapshot keeps the figures of a framework as they were told to you that day, with its digest. It never changes, and opens only for those who have the same rights.',
  'snapshots.freeze': 'Freeze a closed period',
  'snapshots.freezeText':
    'What the completion report tells your scope is kept: what is not shown there is not shown here.',
  'snapshots.framework': 'Framework',
  'snapshots.chooseFramework': 'Choose a framework',
  'snapshots.frameworkOption': '{{code}}, version {{version}}',
  'snapshots.place': 'Entity',
  'snapshots.everything': 'my whole scope',
  'snapshots.period': 'Period of enrolment',
  'snapshots.periodHint': 'Only those that are over.',
  'snapshots.choosePeriod': 'Choose a period',
  'snapshots.doFreeze': 'Freeze',
  'snapshots.frozen': 'Done. This snapshot changes no more.',
  'snapshots.list': 'The snapshots that you can open',
  'snapshots.none': 'None yet.',
  'snapshots.of': '{{framework}} {{version}}, {{place}}, {{period}}',
  'snapshots.detail': 'Up to {{cutOff}}. Frozen on {{made}}. Digest {{digest}}…',
  'snapshots.made': 'Frozen on {{made}}.',
  'snapshots.total': 'All courses of the scope',
  'snapshots.rule': 'Rule of counting: {{rule}}.',
  'snapshots.participation':
    'Participation in roundtables in the period: {{attended}} of {{held}} meetings recorded. (I-14)',
  'snapshots.digest': 'SHA-256 digest: {{digest}}',
  'snapshots.difference': 'difference',
  'snapshots.comparisonName': 'comparison',
  'snapshots.fileName': 'snapshot',
  'snapshots.compare': 'Compare two snapshots',
  'snapshots.before': 'Before',
  'snapshots.after': 'After',
  'snapshots.doCompare': 'Compare',
  'snapshots.pair': '{{before}} → {{after}}',
  'snapshots.pairBy': '{{before}} → {{after}} ({{by}})',
  'snapshots.unlikeTitle': 'They cannot be compared',
  'snapshots.unlike':
    'They are of different frameworks or of different entities. Open them one by one.',
  'snapshots.compareNote':
    'Before → after. The difference is told only where both figures are shown and it does not itself tell of a few people.',
  'snapshots.digests': 'SHA-256 digests: {{before}} and {{after}}',
  'auditObject.snapshot': 'snapshot',
  'audit.snapshots.frozen': 'Froze the figures of a framework',
  'audit.snapshots.exported': 'Downloaded a snapshot',
  'verify.snapshots': 'I8 Each snapshot is the one that was frozen: its digest is that of its text',
};
