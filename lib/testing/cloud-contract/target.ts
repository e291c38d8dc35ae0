import { setTimeout as sleep } from 'node:timers/promises'

/** A browser that was signed in to the console. */
export type OpenedConsole = {
  /** Whether the page that it was sent to, loaded anew, lists an object of this name. */
  lists: (name: string) => Promise<boolean>
}

/** Where the contract is held against: AWS itself, or something that stands in for it. */
export type Target = {
  /** As reports name it. */
  name: string
  region: string
  /** Addresses of a stand-in; undefined for AWS itself. */
  standIn: { endpoint: string; signin: string } | undefined
  /** The target's own time. */
  now: () => Promise<Date>
  /** Comes back when so many seconds have gone by at the target. */
  pass: (seconds: number) => Promise<void>
  /** How long a change may take until it counts everywhere, in seconds; 0 where it counts at once. */
  patienceSeconds: number
  /** An address that SES has verified, or may be asked to; undefined where there is none to send from. */
  mailFrom: string | undefined
  /** Follows an address that signs in. */
  openConsole: (signInUrl: string) => Promise<OpenedConsole>
  /** Aborted when the run is to end early. */
  stopping?: AbortSignal
}

/** What cannot be told at this target, and why: neither kept nor broken. */
export class NotProvable extends Error {}

/** Where nobody looks: that the address leads on to the console is seen by HTTP, and what the console then shows is not. */
export async function unseenConsole(signInUrl: string): Promise<never> {
  const login = await fetch(signInUrl, { redirect: 'manual' })
  await login.body?.cancel()
  if (login.status !== 302) throw new Error(`the address that signs in answered ${login.status}`)
  throw new NotProvable('signing in was seen to work; what the console shows a person has to see: add --look')
}

/** The time of a machine whose clock nobody moves. */
export function wallClock(stopping?: AbortSignal): Pick<Target, 'now' | 'pass'> {
  return {
    now: () => Promise.resolve(new Date()),
    pass: (seconds) => sleep(seconds * 1000, undefined, stopping && { signal: stopping }),
  }
}
