import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { BUILT_FROM, buildPortal, BUILD_FOLDER } from '../portal-build'
import { readIfThere } from '../processes'
import { projectRoot } from '../project'
import { machineEnvironment } from './environment'
import { demoFolder } from './places'

// What `next start` reads of the project beside the build.
const BESIDE_THE_BUILD = ['next.config.ts', 'package.json', 'public']
const NOT_SERVED = ['cache', 'dev', 'types', 'trace', 'diagnostics', 'lock']

/**
 * Makes the portal ready to be served for this data and answers the folder to serve. That is a copy of the build:
 * a portal that runs reads it from disk, and the next build must not change it under it.
 */
export async function preparePortal(data: string): Promise<string> {
  const folder = path.join(demoFolder(data), 'portal')
  await buildPortal(machineEnvironment(), () => {
    const copy = path.join(folder, '.next')
    if (readIfThere(path.join(copy, BUILT_FROM)) === readIfThere(path.join(BUILD_FOLDER, BUILT_FROM))) return
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    for (const name of BESIDE_THE_BUILD.filter((place) => existsSync(path.join(projectRoot, place))))
      symlinkSync(path.join(projectRoot, name), path.join(folder, name))
    copyBuild(copy)
  })
  return folder
}

function copyBuild(copy: string): void {
  mkdirSync(copy)
  const names = readdirSync(BUILD_FOLDER).filter((name) => !NOT_SERVED.includes(name) && name !== BUILT_FROM)
  // Written last, it says that the copy is whole.
  for (const name of [...names, BUILT_FROM])
    cpSync(path.join(BUILD_FOLDER, name), path.join(copy, name), { recursive: true })
}
