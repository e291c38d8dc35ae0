// Runs before anything is installed: needs Node and npm, nothing else.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const root = path.resolve(import.meta.dirname, '..')
const modules = path.join(root, 'node_modules')

/** Installs what package-lock.json names, where it is not there yet or not as it says. */
export function installWhatIsMissing() {
  if (isInstalled()) return
  process.stderr.write('Installing what Daypass needs (npm ci) …\n')
  const startedAt = performance.now()
  // The Node inside of node_modules is about to be replaced, so npm must run under the machine's own.
  const PATH = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !path.resolve(folder).startsWith(modules))
    .join(path.delimiter)
  const run = spawnSync('npm', ['ci'], { cwd: root, env: { ...process.env, PATH }, stdio: ['ignore', 2, 2] })
  if (run.status !== 0) {
    process.stderr.write(`npm ci failed${run.error ? `: ${run.error.message}` : ''}; see above.\n`)
    process.exit(1)
  }
  process.stderr.write(`Installed in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`)
}

/** Runs a TypeScript program of this project under the Node that it was installed with, and ends as it ends. */
export async function runUnderInstalledNode(program, args) {
  const file = path.join(root, program)
  const node = path.join(modules, 'node/bin/node')
  process.chdir(root)
  if (realpathSync(process.execPath) === realpathSync(node)) {
    const { register } = await import('tsx/esm/api')
    register()
    process.argv = [process.execPath, file, ...args]
    await import(pathToFileURL(file).href)
    return
  }
  // The pipe tells it when this process is gone, however it ended.
  const child = spawn(node, ['--import', 'tsx', file, ...args], {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { ...process.env, DAYPASS_STOP_WITH_STDIN: 'yes' },
  })
  // Ctrl-C reaches both; the child puts away what it started, and then this process ends with it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

function isInstalled() {
  const installed = path.join(modules, '.package-lock.json')
  if (!existsSync(installed)) return false
  const wanted = packagesIn(path.join(root, 'package-lock.json'))
  const there = packagesIn(installed)
  return Object.entries(wanted).every(([place, { version, optional, link }]) => {
    if (place === '' || link) return true
    // An optional package may be for another kind of machine.
    return there[place] ? there[place].version === version : optional
  })
}

function packagesIn(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages
}
