import path from 'node:path'
import { styleText } from 'node:util'
import type { Command } from 'commander'
import { testPolicies } from '../lib/catalog/index'
import type { CaseResult } from '../lib/catalog/index'
import { groupBy } from '../lib/kernel/group-by'
import { DaypassError } from '../lib/kernel/errors'
import { caseFiles, catalogFiles } from './catalog-files'
import { policyCompiler } from './context'
import { say } from './report'

/** `daypass policy test`. */
export function addPolicyCommands(program: Command): void {
  program
    .command('policy')
    .description('Approval policies.')
    .command('test')
    .description(
      'Checks the cases of *.cases.yaml against the policies beside them. Needs no database. Exit code 0: all pass, 1: not.',
    )
    .argument('[places...]', 'folders, or files of cases', ['catalog'])
    .option('--catalog <folder>', 'the catalogue, where it is not the folder of the cases')
    .option('--json', 'for programs')
    .action(test)
}

function test(places: string[], { catalog, json }: { catalog?: string; json?: true }): void {
  const files = caseFiles(places)
  if (files.length === 0)
    throw new DaypassError('ERR_INPUT', `There is no file of cases (*.cases.yaml) in ${places.join(', ')}.`)
  const byFolder = groupBy(files, ({ name }) => catalog ?? folderOf(name, places))
  const results = [...byFolder].flatMap(([folder, cases]) =>
    testPolicies(catalogFiles(folder), cases, policyCompiler()),
  )
  const failed = results.filter(({ differences }) => differences.length > 0).length
  say(json === true ? JSON.stringify(results, null, 2) : results.map(resultInWords).join('\n'))
  if (json !== true) say(`${String(results.length - failed)} passed, ${String(failed)} failed`)
  if (failed > 0) process.exitCode = 1
}

/** Cases found in a folder that was named belong to its catalogue; a file named by itself to the one around it. */
function folderOf(file: string, places: readonly string[]): string {
  return places.find((place) => file.startsWith(path.join(place, path.sep))) ?? path.dirname(file)
}

function resultInWords({ name, file, line, differences }: CaseResult): string {
  if (differences.length === 0) return `${styleText('green', '✓')} ${name}`
  return [
    `${styleText('red', '✗')} ${name} (${file}:${String(line)})`,
    ...differences.map(({ what, expected, actual }) => `    ${what}: expected ${expected}, actual ${actual}`),
  ].join('\n')
}
