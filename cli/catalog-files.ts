import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { DaypassError } from '../lib/kernel/errors'

export type FileText = { name: string; text: string }

const YAML = /\.ya?ml$/
const CASES = /\.cases\.ya?ml$/

/** The YAML files of a catalogue's folder, by name; cases for tests stand beside them and are none of its own. */
export function catalogFiles(folder: string): FileText[] {
  const names = yamlFiles(folder).filter((name) => !CASES.test(name))
  if (names.length === 0)
    throw new DaypassError('ERR_INPUT', `There is no YAML file of a catalogue in ${folder}.`)
  return names.map(read)
}

/** The files of cases among these folders and files, by name. */
export function caseFiles(places: readonly string[]): FileText[] {
  const names = places.flatMap((place) =>
    statOf(place).isDirectory() ? yamlFiles(place).filter((name) => CASES.test(name)) : [place],
  )
  return [...new Set(names)].map(read)
}

function yamlFiles(folder: string): string[] {
  if (!statOf(folder).isDirectory()) throw new DaypassError('ERR_INPUT', `${folder} is no folder.`)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => YAML.test(name))
    .sort()
    .map((name) => path.join(folder, name))
}

function statOf(place: string) {
  const stat = statSync(place, { throwIfNoEntry: false })
  if (stat === undefined) throw new DaypassError('ERR_INPUT', `There is no ${place}.`)
  return stat
}

function read(name: string): FileText {
  return { name, text: readFileSync(name, 'utf8') }
}
