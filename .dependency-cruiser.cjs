/** Import rules; docs/architecture.md says why. Every rule is an error, and scripts/room-rules.test.ts sees each fire. */

// Lower rooms first. A room may import only those before it, types included.
const ROOMS = [
  'kernel',
  'db',
  'scopes',
  'ports',
  'jobs',
  'audit',
  'identity',
  'catalog',
  'grants',
  'sessions',
  'revocation',
  'requests',
  'activity',
  'notifications',
  'history',
]
const BESIDE_THE_ROOMS = ['clouds', 'mail', 'testing']

const INSIDE_A_ROOM = '^lib/([^/]+)/'
const FACE = '^lib/[^/]+/index\\.ts$'
// Plain types, schemas and decisions without I/O, which everyone above may read. Scopes and ports are all of that kind.
const PURE =
  '^lib/([^/]+/(schema|change-schema|change-words|policy-schema|judge-policy|machine|envelope|evaluate|words|events)|catalog/conditions/[^/]+|(scopes|ports)/[^/]+)\\.ts$'
const KERNEL = '^lib/kernel/'
const TEST = '\\.(test|itest)\\.tsx?$'
const NEXT_SIDE = '^(app|components|proxy\\.ts|instrumentation\\.ts)'
const SIGN_IN_FILES = '^lib/identity/(session|auth-options)\\.ts$'
const WORKER = '^lib/worker(-main)?\\.ts$'
const npm = (names) => `(^|node_modules/)(${names})(/|$)`

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Of two files that import each other, neither can be understood alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable-imports',
      comment: 'What cannot be found is judged by no other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'every-room-has-its-place',
      comment: 'A folder of lib/ that is not in the order would be bound by nothing.',
      severity: 'error',
      from: {},
      to: { path: '^lib/[^/]+/', pathNot: `^lib/(${[...ROOMS, ...BESIDE_THE_ROOMS].join('|')})/` },
    },
    ...ROOMS.slice(0, -1).map((room, index) => ({
      name: `room-order-${room}`,
      comment: 'Rooms form one order, lowest first.',
      severity: 'error',
      from: { path: `^lib/${room}/`, pathNot: TEST },
      to: { path: `^lib/(${[...ROOMS.slice(index + 1), ...BESIDE_THE_ROOMS].join('|')})/` },
    })),
    {
      name: 'rooms-are-entered-by-their-face',
      comment: 'Another room is reached through its index.ts or a pure file, so that its inside can change.',
      severity: 'error',
      from: { path: INSIDE_A_ROOM, pathNot: [TEST, '^lib/testing/'] },
      to: { path: INSIDE_A_ROOM, pathNot: ['^lib/$1/', '^lib/(kernel|db|ports)/', FACE, PURE] },
    },
    {
      name: 'pure-files-do-no-io',
      comment: 'They run in the browser too, and preview and enforcement must agree.',
      severity: 'error',
      from: { path: PURE, pathNot: TEST },
      // Types are gone when they run.
      to: {
        pathNot: [PURE, '^lib/kernel/(?!(config|log)\\.ts$)', npm('zod|@bufbuild/cel'), '^(node:)?crypto$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-stores-touch-the-database',
      comment: 'SQL and Prisma stand in store.ts, db, jobs and audit, where transactions are passed in.',
      severity: 'error',
      from: {
        path: '^(app|components|lib)/',
        pathNot: ['^lib/(db|jobs|audit|testing)/', '[/-]store\\.ts$', '^lib/wiring\\.ts$', WORKER, TEST],
      },
      to: {
        path: ['^lib/db/client\\.ts$', '^lib/db/generated/', npm('@prisma|pg|graphile-worker')],
        // A verb hands the transaction on, so it knows its type.
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-adapters-know-their-sdk',
      comment: 'The domain speaks to clouds and mail services through lib/ports.',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: ['^lib/(clouds|mail|testing)/', TEST] },
      to: { path: npm('@aws-sdk|@smithy|nodemailer') },
    },
    {
      name: 'adapters-are-wired-not-imported',
      comment: 'Ports meet their adapters in lib/wiring.ts and the worker’s in lib/worker-wiring.ts alone.',
      severity: 'error',
      from: {
        pathNot: [
          '^lib/(clouds|mail|testing)/',
          '^lib/(worker-)?wiring\\.ts$',
          '^(cli/context\\.ts$|bench/)',
          TEST,
        ],
      },
      to: { path: '^lib/(clouds|mail)/' },
    },
    {
      name: 'only-the-worker-fills-secrets-and-sends-mail',
      comment: 'A web process has no way to a secret, whatever is wrong with it.',
      severity: 'error',
      from: {
        pathNot: ['^lib/worker-main\\.ts$', '^lib/worker-wiring\\.ts$', '^lib/(clouds|mail|testing)/', TEST],
      },
      to: { path: ['^lib/worker-wiring\\.ts$', '^lib/mail/', '^lib/clouds/[^/]+/secret-store\\.ts$'] },
    },
    {
      name: 'clouds-know-only-their-port',
      comment: 'An adapter that knew the domain could decide.',
      severity: 'error',
      from: { path: '^lib/clouds/', pathNot: TEST },
      to: { path: '^(lib|app|components)/', pathNot: '^lib/(clouds|ports|kernel)/' },
    },
    {
      name: 'mail-knows-only-its-port',
      comment: 'An adapter carries a mail; whom it is for and what it says is decided elsewhere.',
      severity: 'error',
      from: { path: '^lib/mail/', pathNot: TEST },
      to: { path: '^(lib|app|components)/', pathNot: '^lib/(mail|ports|kernel)/' },
    },
    {
      name: 'only-the-wired-know-the-wiring',
      comment: 'A room is given its ports; only the web and the worker put things together.',
      severity: 'error',
      from: { path: INSIDE_A_ROOM, pathNot: [TEST, '^lib/testing/'] },
      to: { path: '^lib/(wiring|worker|worker-main|worker-wiring)\\.ts$' },
    },
    {
      name: 'lib-does-not-know-the-web',
      comment: 'A verb is called from page, route and job alike.',
      severity: 'error',
      from: { path: '^lib/', pathNot: SIGN_IN_FILES },
      to: { path: [npm('next|next-auth|react|react-dom'), NEXT_SIDE] },
    },
    {
      name: 'app-enters-rooms-by-their-face',
      severity: 'error',
      comment: 'Pages and routes parse, call one verb or query, and render.',
      from: { path: NEXT_SIDE, pathNot: [TEST, '^components/'] },
      to: {
        path: '^lib/',
        pathNot: [FACE, PURE, KERNEL, '^lib/db/unavailable\\.ts$', SIGN_IN_FILES, '^lib/wiring\\.ts$'],
      },
    },
    {
      name: 'components-see-only-pure-files',
      comment: 'A component holds no business rule and runs in the browser.',
      severity: 'error',
      from: { path: '^components/', pathNot: TEST },
      to: { path: '^lib/', pathNot: [PURE, '^lib/kernel/(?!(config|log)\\.ts$)'] },
    },
    {
      name: 'nobody-calls-notifications',
      comment: 'Notifications react to events through jobs; a verb never sends mail.',
      severity: 'error',
      from: { pathNot: ['^lib/(notifications|testing)/', '^lib/wiring\\.ts$', WORKER, '^app/', TEST] },
      // What is pure may be read by everyone: its events are part of the log, its words of pages.
      to: { path: '^lib/notifications/', pathNot: PURE },
    },
    {
      name: 'mails-only-draw',
      comment:
        'What a mail says is decided in lib/notifications; a template that knew the domain could say more.',
      severity: 'error',
      from: { path: '^mails/', pathNot: TEST },
      to: { path: '^(lib|app|components|sandbox|scripts)/', pathNot: '^lib/ports/' },
    },
    {
      name: 'only-the-worker-draws-mails',
      comment: 'React and the templates stay out of the domain and out of the portal.',
      severity: 'error',
      from: { pathNot: ['^mails/', '^lib/worker-main\\.ts$', '^(scripts|lib/testing)/', TEST] },
      to: { path: '^mails/' },
    },
    {
      name: 'the-portal-does-not-know-the-sandbox',
      comment: 'A stand-in is reached over the network, as the real thing is.',
      severity: 'error',
      from: { path: ['^lib/', NEXT_SIDE], pathNot: [TEST, '^lib/testing/'] },
      to: { path: '^sandbox/' },
    },
    {
      name: 'the-command-line-enters-rooms-by-their-face',
      comment: 'It calls the same verbs as the web, with what it puts together itself.',
      severity: 'error',
      from: { path: '^cli/', pathNot: TEST },
      to: {
        path: '^(lib|app|components|sandbox|scripts|e2e)/',
        pathNot: [
          FACE,
          PURE,
          KERNEL,
          '^lib/db/[^/]+\\.ts$',
          '^lib/clouds/aws/index\\.ts$',
          '^scripts/load-env\\.mjs$',
        ],
      },
    },
    {
      name: 'nothing-knows-the-command-line',
      comment: 'What it and the web share stands in lib/.',
      severity: 'error',
      from: { path: '^(lib|app|components|mails|sandbox)/', pathNot: [TEST, '^lib/testing/'] },
      to: { path: '^cli/' },
    },
    {
      name: 'the-sandbox-does-not-know-the-portal',
      comment: 'It judges what the portal sends, so it must not share its code.',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: ['^lib/', NEXT_SIDE] },
    },
    {
      name: 'the-policy-evaluator-is-pure',
      comment: 'It is an instrument of its own: text and values in, verdict out.',
      severity: 'error',
      from: { path: '^sandbox/policy/', pathNot: [TEST, '^sandbox/policy/cases/'] },
      to: { pathNot: '^sandbox/policy/' },
    },
    {
      name: 'nothing-that-runs-needs-the-tests',
      severity: 'error',
      comment: 'What tests need is not there in production.',
      from: { path: ['^lib/', NEXT_SIDE], pathNot: [TEST, '^lib/testing/'] },
      to: { path: ['^lib/testing/', '^e2e/', TEST, '^scripts/'] },
    },
    {
      name: 'production-runs-without-dev-dependencies',
      comment: '`npm ci --omit=dev` must be enough for portal and worker.',
      severity: 'error',
      from: { path: ['^lib/', NEXT_SIDE], pathNot: [TEST, '^lib/testing/'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^lib/db/generated/(?!(client|enums)\\.ts$)'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
