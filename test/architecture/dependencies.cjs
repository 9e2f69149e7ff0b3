'use strict';

/** The direction of every arrow. Features may use only those that stand before them. */
const FEATURES = [
  'audit',
  'places',
  'institutions',
  'permissions',
  'accounts',
  'sign-in',
  'recovery',
  'invitations',
  'people',
  'courses',
  'content',
  'bank',
  'studio',
  'enrolment',
  'rosters',
  'lessons',
  'assessment',
  'results',
  'messages',
  'fieldwork',
  'certificates',
  'guides',
  'reports',
  'frameworks',
  'roundtables',
  'snapshots',
  'briefs',
  'privacy',
];

const ROUTES = ['/routes\\.ts$', '-routes\\.ts$', '/views\\.ts$', '-views\\.ts$'];
const SQL = ['^src/db/', 'node_modules/knex/', 'repository\\.ts$', 'queries\\.ts$'];

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'http-stops-at-routes',
      severity: 'error',
      from: { path: '^src/(features|db|lib)/', pathNot: ROUTES },
      to: { path: ['^src/http/', 'node_modules/(@types/)?express/'] },
    },
    {
      name: 'sql-stays-in-repositories',
      severity: 'error',
      from: {
        path: [...ROUTES, '^src/http/'],
        pathNot: '^src/http/(error-handler|health|rate-limit)\\.ts$',
      },
      to: { path: SQL },
    },
    {
      name: 'toolkits-know-no-feature',
      severity: 'error',
      from: { path: '^src/(http|db|lib|i18n)/' },
      to: { path: '^src/features/' },
    },
    {
      name: 'lib-is-a-leaf',
      severity: 'error',
      from: { path: '^src/lib/' },
      to: { path: '^src/(http|db|features)/' },
    },
    {
      name: 'only-the-demo-knows-the-cast',
      severity: 'error',
      from: { path: '^src/(features|http|db|lib)/' },
      to: { path: '^src/demo/' },
    },
    {
      name: 'parts-meet-in-services',
      severity: 'error',
      from: { pathNot: '^src/services\\.ts$' },
      to: { path: '/wiring\\.ts$' },
    },
    ...FEATURES.map((feature, at) => ({
      name: `${feature}-uses-only-earlier-features`,
      severity: 'error',
      from: { path: `^src/features/${feature}/` },
      to: { path: `^src/features/(${FEATURES.slice(at + 1).join('|') || 'nothing-after'})/` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
