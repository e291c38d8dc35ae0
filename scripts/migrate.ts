import { deploy, filters } from './migrations/deploy'
import { withSchemaEngine } from './migrations/engine'
import { migrationFiles, schemaFiles, writeMigration } from './migrations/files'
import { removeCluster, startPostgres, throwAwayName } from './postgres'

const MEANINGS = {
  DATABASE_OWNER_URL: 'the connection string of the role that owns the tables',
  DATABASE_URL: 'the connection string of the portal and the worker',
}

const commands: Record<string, (argument: string | undefined) => Promise<void>> = {
  deploy: async () => {
    const { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: appUrl } = required(
      'DATABASE_OWNER_URL',
      'DATABASE_URL',
    )
    const applied = await deploy({ ownerUrl, appUrl })
    say(applied.length ? `Applied ${applied.join(', ')}.` : 'Nothing to apply: the database is up to date.')
  },

  status: async () => {
    const { DATABASE_OWNER_URL: url } = required('DATABASE_OWNER_URL')
    const found = await withSchemaEngine(url, (engine) =>
      engine.diagnoseMigrationHistory({
        migrationsList: migrationFiles(),
        optInToShadowDatabase: false,
        filters,
      }),
    )
    const { history, failedMigrationNames: failed, editedMigrationNames: edited } = found
    const missing = history && 'unappliedMigrationNames' in history ? history.unappliedMigrationNames : []
    const unknown = history && 'unpersistedMigrationNames' in history ? history.unpersistedMigrationNames : []
    report('To be applied', missing)
    report('Applied, but not among the files', unknown)
    report('Failed half-way', failed)
    report('Edited after they were applied', edited)
    if (process.exitCode === undefined) say('The database is up to date.')
  },

  create: async (name) => {
    if (!name || !/^[a-z][a-z0-9_]*$/.test(name))
      throw new Error(
        'A migration needs a name of small letters, digits and "_": npm run db:create -- add_comment',
      )
    const { exitCode, stdout } = await differenceToSchema()
    if (exitCode === 0) say('Nothing to do: the migrations make what the schema says.')
    else say(writeMigration(`${timestamp(new Date())}_${name}`, stdout ?? ''))
  },

  drift: async () => {
    const difference = await differenceToSchema()
    const differs = difference.exitCode !== 0
    if (differs) say(`The migrations do not make what the schema says. Missing:\n${difference.stdout ?? ''}`)
    else say('The migrations make what the schema says.')
    process.exitCode = differs ? 1 : 0
  },
}

/** What the migrations lack to make what the schema says, as SQL; exit code 0 when nothing. */
function differenceToSchema() {
  return onSomeDatabase((url) =>
    withSchemaEngine(url, (engine) =>
      engine.diff({
        from: { tag: 'migrations', ...migrationFiles() },
        to: { tag: 'schemaDatamodel', ...schemaFiles() },
        script: true,
        exitCode: true,
        filters,
      }),
    ),
  )
}

/** "20261122120000": migrations are applied in the order of their names. */
function timestamp(at: Date): string {
  return at.toISOString().replace(/\D/g, '').slice(0, 14)
}

/** Comparing schemas needs a server, not its data: the one that is configured, or one for this moment. */
async function onSomeDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const configured = process.env['DATABASE_OWNER_URL']
  if (configured) return work(configured)
  const name = throwAwayName('schema')
  const postgres = await startPostgres({ name, throwAway: true })
  try {
    return await work(postgres.ownerUrl('postgres'))
  } finally {
    await removeCluster(name)
  }
}

/** The values of variables; throws a sentence for each that is missing. */
function required<Name extends keyof typeof MEANINGS>(...names: Name[]): Record<Name, string> {
  const missing = names.filter((name) => !process.env[name])
  if (missing.length)
    throw new Error(missing.map((name) => `${name} is not set: ${MEANINGS[name]}.`).join('\n'))
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as Record<Name, string>
}

function report(what: string, names: string[]): void {
  if (!names.length) return
  say(`${what}: ${names.join(', ')}`)
  process.exitCode = 1
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

const [command = '', argument] = process.argv.slice(2)
try {
  const run = commands[command]
  if (!run) throw new Error(`Say what to do: ${Object.keys(commands).join(', ')}.`)
  await run(argument)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
