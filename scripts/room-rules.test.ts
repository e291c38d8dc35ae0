import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { IConfiguration, ICruiseResult } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from './project'

const configuration = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as IConfiguration
const rules = (configuration.forbidden ?? []).map(({ name }) => name ?? '')
const rooms = rules
  .filter((name) => name.startsWith('room-order-'))
  .map((name) => name.slice('room-order-'.length))

interface Planted {
  /** The file that breaks the rule, and what it imports. */
  file: string
  imports: string
  /** Only types are imported. */
  typesOnly?: boolean
}

// For each rule a file that breaks it, by which door soever.
const planted: Record<string, Planted> = {
  'no-cycles': { file: 'lib/grants/one.ts', imports: './other' },
  'no-unresolvable-imports': { file: 'lib/grants/lost.ts', imports: './nowhere' },
  'every-room-has-its-place': { file: 'app/strange.ts', imports: '@/lib/strange-room/index' },
  'rooms-are-entered-by-their-face': { file: 'lib/requests/burglar.ts', imports: '../grants/inside' },
  'pure-files-do-no-io': { file: 'lib/grants/words.ts', imports: 'node:fs' },
  'only-stores-touch-the-database': { file: 'lib/grants/end-grant.ts', imports: '../db/client' },
  'only-adapters-know-their-sdk': { file: 'lib/sessions/mint-session.ts', imports: '@aws-sdk/client-sts' },
  'adapters-are-wired-not-imported': { file: 'lib/worker.ts', imports: './mail/ses' },
  'only-the-worker-fills-secrets-and-sends-mail': { file: 'app/filler.ts', imports: '@/lib/worker-wiring' },
  'clouds-know-only-their-port': {
    file: 'lib/clouds/aws/decide.ts',
    imports: '../../requests/index',
    typesOnly: true,
  },
  'mail-knows-only-its-port': { file: 'lib/mail/decide.ts', imports: '../requests/index', typesOnly: true },
  'only-the-wired-know-the-wiring': { file: 'lib/requests/wired.ts', imports: '../wiring' },
  'lib-does-not-know-the-web': { file: 'lib/requests/redirect.ts', imports: 'next/navigation' },
  'app-enters-rooms-by-their-face': { file: 'app/page.tsx', imports: '@/lib/grants/inside' },
  'components-see-only-pure-files': { file: 'components/button.tsx', imports: '@/lib/grants/index' },
  'nobody-calls-notifications': { file: 'lib/history/shout.ts', imports: '../notifications/index' },
  'mails-only-draw': { file: 'mails/decide.ts', imports: '@/lib/requests/index', typesOnly: true },
  'only-the-worker-draws-mails': { file: 'lib/notifications/drawn.ts', imports: '@/mails/index' },
  'the-portal-does-not-know-the-sandbox': {
    file: 'lib/sessions/cheat.ts',
    imports: '@/sandbox/policy/index',
  },
  'the-command-line-enters-rooms-by-their-face': {
    file: 'cli/burglar.ts',
    imports: '../lib/grants/inside',
  },
  'nothing-knows-the-command-line': { file: 'lib/grants/told.ts', imports: '@/cli/main' },
  'the-sandbox-does-not-know-the-portal': { file: 'sandbox/aws/lazy.ts', imports: '@/lib/scopes/schema' },
  'the-policy-evaluator-is-pure': { file: 'sandbox/policy/reader.ts', imports: 'node:fs' },
  'nothing-that-runs-needs-the-tests': { file: 'lib/requests/tested.ts', imports: '@/lib/testing/database' },
  'production-runs-without-dev-dependencies': { file: 'lib/requests/guess.ts', imports: 'fast-check' },
  ...Object.fromEntries(
    rooms.map((room, index) => [
      `room-order-${room}`,
      {
        file: `lib/${room}/climber.ts`,
        imports: `../${rooms[index + 1] ?? 'history'}/index`,
        typesOnly: true,
      },
    ]),
  ),
}

// What the planted files import.
const targets = [
  ...[...rooms, 'history', 'strange-room'].map((room) => `lib/${room}/index.ts`),
  'lib/grants/inside.ts',
  'lib/db/client.ts',
  'lib/scopes/schema.ts',
  'lib/testing/database.ts',
  'lib/clouds/aws/index.ts',
  'lib/mail/ses.ts',
  'lib/wiring.ts',
  'cli/main.ts',
  'lib/worker-wiring.ts',
  'mails/index.ts',
  'sandbox/policy/index.ts',
]

describe('import rules', () => {
  let folder: string
  let found: { rule: string; from: string }[]

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'room-rules-'))
    for (const file of ['package.json', 'tsconfig.json'])
      cpSync(path.join(projectRoot, file), path.join(folder, file))
    symlinkSync(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'))
    for (const file of targets) write(folder, file, 'export const it = 1\n')
    write(folder, 'lib/grants/other.ts', `import { it } from './one'\nexport { it }\n`)
    for (const { file, imports, typesOnly } of Object.values(planted))
      write(folder, file, `import ${typesOnly ? 'type ' : ''}{ it } from '${imports}'\nexport { it }\n`)
    found = violations(folder)
  }, 60_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('each has a violation planted for it', () => {
    expect(Object.keys(planted).sort()).toEqual([...rules].sort())
  })

  test('each is an error', () => {
    expect(configuration.forbidden?.filter(({ severity }) => severity !== 'error')).toEqual([])
  })

  test.each(Object.entries(planted))('%s fires on what breaks it', (rule, { file }) => {
    expect(found).toContainEqual({ rule, from: file })
  })
})

function write(folder: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  writeFileSync(path.join(folder, file), text)
}

/** What the room rules say about the files of a folder, by the same program that checks the project. */
function violations(folder: string): { rule: string; from: string }[] {
  const program = path.join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const options = ['--config', path.join(projectRoot, '.dependency-cruiser.cjs'), '--output-type', 'json']
  const run = spawnSync(
    process.execPath,
    [program, ...options, 'app', 'cli', 'components', 'lib', 'mails', 'sandbox'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 100_000_000,
    },
  )
  if (!run.stdout) throw new Error(run.stderr)
  const { summary } = JSON.parse(run.stdout) as ICruiseResult
  return summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }))
}
