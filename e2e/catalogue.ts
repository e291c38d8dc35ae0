import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '@/scripts/project'
import { demo } from './demo'

/** Runs `work` while the demo offers the catalogue with `edit` applied to its entitlements; then the old one again. */
export async function withCatalogue(
  edit: (yaml: string) => string,
  work: () => Promise<void>,
): Promise<void> {
  const { folder, remove } = await editedCatalogue(edit)
  try {
    await apply(folder)
    await work()
  } finally {
    await apply('catalog')
    await remove()
  }
}

/** A copy of the demo's catalogue with `edit` applied to its entitlements. */
export async function editedCatalogue(
  edit: (yaml: string) => string,
): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'daypass-catalogue-'))
  await cp(path.join(projectRoot, 'catalog'), folder, { recursive: true })
  const file = path.join(folder, 'entitlements.yaml')
  const yaml = await readFile(file, 'utf8')
  const edited = edit(yaml)
  if (edited === yaml) throw new Error('The edit changed nothing.')
  await writeFile(file, edited)
  return { folder, remove: () => rm(folder, { recursive: true }) }
}

/** At once, as an operator who cannot wait for an administrator. */
async function apply(folder: string): Promise<void> {
  await daypass('catalog', 'apply', folder, '--emergency', '--reason', 'A journey changes the catalogue')
}

/** Runs the command `daypass` on the demo's machine. Answers what it printed. */
export async function daypass(...args: string[]): Promise<string> {
  const { database, portal } = demo()
  const ran = await promisify(execFile)(process.execPath, ['cli/daypass.mjs', ...args], {
    cwd: projectRoot,
    env: { ...process.env, DATABASE_URL: database, DAYPASS_URL: portal },
  })
  return ran.stdout
}
