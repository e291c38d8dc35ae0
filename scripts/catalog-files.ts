import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** The YAML files of a catalogue's folder, by name. */
export function catalogFiles(folder: string): { name: string; text: string }[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.ya?ml$/.test(name),
  )
  return names.sort().map((name) => {
    const file = path.join(folder, name)
    return { name: file, text: readFileSync(file, 'utf8') }
  })
}
