import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { cacheFolder } from './cache-folder'
import { addFonts } from './fonts'

const { resolve } = createRequire(import.meta.url)
// To be raised when what is put in changes.
const EDITION = 1
const ABANDONED_AFTER_MILLISECONDS = 600_000

/**
 * The folder of the browser that comes as @sparticuz/chromium, unpacked once with its libraries and fonts. The
 * package's own way fills a shared folder in place, where another process finds half a browser, and leaves out the
 * libraries that a bare Debian lacks.
 */
export async function browserFolder(): Promise<string> {
  const packed = path.resolve(resolve('@sparticuz/chromium'), '../../bin')
  const { version } = JSON.parse(readFileSync(path.resolve(packed, '../package.json'), 'utf8')) as {
    version: string
  }
  const cache = cacheFolder()
  const folder = path.join(cache, `chromium-${version}-${EDITION}`)
  if (existsSync(folder)) return folder
  removeAbandoned(cache)
  const building = mkdtempSync(path.join(cache, 'tmp-'))
  try {
    await inflateAll(packed, building)
    addFonts(building, path.join(folder, 'font-cache'))
    renameSync(building, folder)
  } catch (error) {
    rmSync(building, { recursive: true, force: true })
    // Another process may have been first, and its folder is as good.
    if (!existsSync(folder)) throw error
  }
  return folder
}

async function inflateAll(packed: string, target: string): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium')
  const before = process.env['TMPDIR']
  // inflate() unpacks into TMPDIR, which it reads when it is called.
  process.env['TMPDIR'] = target
  const work = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br'].map((file) =>
    inflate(path.join(packed, file)),
  )
  if (before === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before
  await Promise.all(work)
}

/** What killed processes left half-done. */
function removeAbandoned(cache: string): void {
  for (const name of readdirSync(cache)) {
    const folder = path.join(cache, name)
    const changedAt = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    if (name.startsWith('tmp-') && Date.now() - changedAt > ABANDONED_AFTER_MILLISECONDS)
      rmSync(folder, { recursive: true, force: true })
  }
}
