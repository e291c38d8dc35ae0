import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readIfThere, stillRuns } from '../processes'
import { projectRoot } from '../project'

const ALL_DEMOS = path.join(projectRoot, '.demo')

/** What a running demo tells the other scripts. */
export interface RunningDemo {
  /** The supervisor; see `fingerprint`. */
  supervisor: string
  portal: string
  aws: string
  idp: string
  /** The page that shows the mail that was sent. */
  mailbox: string
  /** The metadata service of the portal's instance. */
  portalMetadata: string
  /** The metadata service of an instance in the finance account, where a program finds the role EC2Normal. */
  programMetadata: string
  /** Connection strings: the application's role, and the owner of the tables. */
  database: string
  ownerDatabase: string
}

/** The folder of a demo's data, apart from its database. */
export function demoFolder(data: string): string {
  const folder = path.join(ALL_DEMOS, data)
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  return folder
}

/** Removes a demo's data, apart from its database. */
export function removeDemoFolder(data: string): void {
  rmSync(path.join(ALL_DEMOS, data), { recursive: true, force: true })
}

/** Where a part of the demo writes what it has to say. */
export function logFile(data: string, name: string): string {
  return path.join(demoFolder(data), `${name}.log`)
}

/** A secret made up once for this data, beginning with `canary`. */
export function keptSecret(data: string, name: string, canary: string): string {
  const file = path.join(demoFolder(data), name)
  const secret = `${canary}${randomBytes(33).toString('base64')}`
  if (!existsSync(file)) writeFileSync(file, secret, { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8')
}

/** Lets the other scripts find the demo that runs on this data. */
export function announce(data: string, demo: RunningDemo): void {
  writeFileSync(runningFile(data), JSON.stringify(demo), { mode: 0o600 })
}

/** Takes the announcement back. */
export function retract(data: string): void {
  rmSync(runningFile(data), { force: true })
}

/** The demo that runs on this data, if one does. */
export function runningDemo(data: string): RunningDemo | undefined {
  const text = readIfThere(runningFile(data))
  if (!text) return undefined
  const demo = JSON.parse(text) as RunningDemo
  return stillRuns(demo.supervisor) ? demo : undefined
}

/** The names of all data of this checkout, whether in use or not. */
export function allData(): string[] {
  return existsSync(ALL_DEMOS) ? readdirSync(ALL_DEMOS) : []
}

function runningFile(data: string): string {
  return path.join(ALL_DEMOS, data, 'running.json')
}
