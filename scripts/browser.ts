import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { chromium, type LaunchOptions } from '@playwright/test'
import { browserFolder } from './browser/unpack'

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome']

/** Nothing that asks the network, and nothing that weakens what a page is held to. */
const common: LaunchOptions = {
  // As root Chromium has to do without its sandbox; others need user namespaces.
  chromiumSandbox: process.getuid?.() !== 0,
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
 * else the one inside of an npm package (Linux on x64).
 */
export async function browserOptions(): Promise<LaunchOptions> {
  const executablePath = [...installed(), ...ofPlaywright()].find(runs)
  if (executablePath !== undefined) return { ...common, executablePath }
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('There is no Chromium here: install one, or run "npx playwright install chromium".')
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

function installed(): string[] {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean)
  return COMMANDS.flatMap((name) => folders.map((folder) => path.join(folder, name)))
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
