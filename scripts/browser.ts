import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { chromium, type LaunchOptions } from '@playwright/test'
import { canHaveSandbox } from './browser/sandbox'
import { browserFolder } from './browser/unpack'
import { projectRoot } from './project'

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome']
const MAC_APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Nothing that asks the network, and nothing that weakens what a page is held to. */
const common: LaunchOptions = {
  args: [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}

/**
 * How Playwright launches a browser wherever Daypass is checked out: one that is installed, else Playwright's own,
 * else the one inside of an npm package (Linux on x64), else Playwright's own once it is installed.
 */
export async function browserOptions(): Promise<LaunchOptions> {
  const options = await chosenBrowser()
  return { ...options, chromiumSandbox: await canHaveSandbox(options) }
}

async function chosenBrowser(): Promise<LaunchOptions> {
  const executablePath = [...installed(), ...ofPlaywright()].find(runs)
  if (executablePath !== undefined) return { ...common, executablePath }
  if (process.platform === 'linux' && process.arch === 'x64') return packagedBrowser()
  return { ...common, executablePath: installPlaywrights() }
}

async function packagedBrowser(): Promise<LaunchOptions> {
  const folder = await browserFolder()
  const libraries = [path.join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean)
  return {
    ...common,
    executablePath: path.join(folder, 'chromium'),
    env: {
      ...definedOnly(process.env),
      LD_LIBRARY_PATH: libraries.join(path.delimiter),
      FONTCONFIG_PATH: path.join(folder, 'fonts'),
    },
  }
}

/** Playwright's own way to get a browser, which asks the network. */
function installPlaywrights(): string {
  const cli = path.join(projectRoot, 'node_modules/@playwright/test/cli.js')
  process.stderr.write('There is no Chromium here: Playwright installs its own …\n')
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 2, 2] })
  const executablePath = ofPlaywright().find(runs)
  if (executablePath === undefined)
    throw new Error(
      'There is still no Chromium that runs here: install one, or run "npx playwright install --with-deps chromium".',
    )
  return executablePath
}

function installed(): string[] {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean)
  const commands = COMMANDS.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return process.platform === 'darwin' ? [...commands, ...MAC_APPLICATIONS] : commands
}

function ofPlaywright(): string[] {
  const full = chromium.executablePath()
  const shell = full.replace(
    /chromium-(\d+)\/chrome-(\w+)\/chrome$/,
    'chromium_headless_shell-$1/chrome-headless-shell-$2/chrome-headless-shell',
  )
  return [full, shell]
}

/** Being there is not enough: it may be a stub that asks for another package, or lack a library. */
function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
  } catch {
    return false
  }
  const run = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 10_000 })
  return run.status === 0 && /chrom/i.test(run.stdout)
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
