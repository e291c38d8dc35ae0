import path from 'node:path'
import { projectRoot } from './project'

/** What Node and the environment need so that a program ends with this process; its standard input must be a pipe. */
export const guardOptions = ['--import', path.join(projectRoot, 'scripts/child-guard.mjs')]
export const guardEnvironment = { DAYPASS_SUPERVISED: 'yes' }
