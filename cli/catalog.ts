import { Option } from 'commander'
import type { Command } from 'commander'
import { applyCatalog, planCatalog } from '../lib/catalog/index'
import type { HandedIn } from '../lib/catalog/index'
import { DaypassError } from '../lib/kernel/errors'
import { parseInput } from '../lib/kernel/verb'
import { catalogFiles } from './catalog-files'
import { operator, pageAddress, withDatabase } from './context'
import { isEmptyPlan, planInWords } from './plan-in-words'
import { say } from './report'

const CHANGES = 2

type Handing = { message?: string; emergency?: true; reason?: string; json?: true }

/** `daypass catalog plan` and `daypass catalog apply`. */
export function addCatalogCommands(program: Command): void {
  const catalog = program.command('catalog').description('What may be asked for: the folder of YAML files.')
  catalog
    .command('plan')
    .description(
      'Says what applying the files would change, for whom, and what it touches. Exit code 0: nothing, 2: changes, 1: mistakes.',
    )
    .argument('[folder]', 'the folder of YAML files', 'catalog')
    .option('--json', 'for programs')
    .action(plan)
  catalog
    .command('apply')
    .description(
      'Hands the files in: as a proposal that an administrator confirms in the browser. The first catalogue is applied at once.',
    )
    .argument('[folder]', 'the folder of YAML files', 'catalog')
    .option('--message <text>', 'what the administrator should know about it')
    .addOption(new Option('--emergency', 'apply at once, without an administrator; recorded in red'))
    .option('--reason <text>', 'why it cannot wait; goes with --emergency')
    .option('--json', 'for programs')
    .action(apply)
}

async function plan(folder: string, { json }: { json?: true }): Promise<void> {
  const files = catalogFiles(folder)
  const found = await withDatabase((ctx) => planCatalog(ctx, { files }))
  say(json === true ? JSON.stringify(found, null, 2) : planInWords(found))
  if (!isEmptyPlan(found)) process.exitCode = CHANGES
}

async function apply(folder: string, { message, emergency, reason, json }: Handing): Promise<void> {
  if ((emergency === true) !== (reason !== undefined))
    throw new DaypassError(
      'ERR_INPUT',
      '--emergency needs --reason "why it cannot wait", and the other way round.',
    )
  const input = parseInput(applyCatalog.input, {
    files: catalogFiles(folder),
    operator: operator(),
    message: message ?? null,
    emergency: reason ?? null,
  })
  const handedIn = await withDatabase((ctx) => applyCatalog(ctx, input))
  const address = 'changeId' in handedIn ? pageAddress(`/admin/catalog/changes/${handedIn.changeId}`) : null
  say(
    json === true
      ? JSON.stringify({ ...handedIn, address }, null, 2)
      : handedInWords(handedIn, address ?? ''),
  )
}

function handedInWords(handedIn: HandedIn, address: string): string {
  const superseded =
    'superseded' in handedIn && handedIn.superseded !== null
      ? '\nThe proposal that waited is superseded.'
      : ''
  switch (handedIn.outcome) {
    case 'nothing-to-do':
      return `Nothing to do: the catalogue is offered as the files say (${count(handedIn.unchanged)}).${superseded}`
    case 'proposed':
      return handedIn.again
        ? `The same waits already. An administrator confirms it here:\n${address}`
        : `Proposed: ${count(handedIn.changes)} would change; nothing has yet. An administrator confirms it here:\n${address}${superseded}`
    case 'applied': {
      const { how, versioned, unchanged, withdrawn } = handedIn
      const lead = how === 'first' ? 'The first catalogue is applied' : 'EMERGENCY: the catalogue is applied'
      return `${lead}: ${String(versioned.length)} new or changed, ${String(unchanged)} unchanged, ${String(withdrawn.length)} withdrawn.\n${address}`
    }
  }
}

function count(entitlements: number): string {
  return entitlements === 1 ? '1 entitlement' : `${String(entitlements)} entitlements`
}
