import { spawnSync } from 'node:child_process'
import { readIfThere } from '@/scripts/processes'
import type { Browser } from './browser'

/** How many kilobytes of JavaScript a page makes a browser load that has been nowhere before, as sent (gzip). */
export async function firstLoadKilobytes(browser: Browser, address: string): Promise<number> {
  const { status, body } = await browser.send('GET', address)
  if (status !== 200) throw new Error(`${address} answered ${status}.`)
  const html = body.toString()
  const old = new Set([...html.matchAll(/src="([^"]+)"[^>]* nomodule/gi)].map(([, file]) => file))
  // Also those that only the page's data names: it has them loaded before it is alive.
  const named = html.match(/static\/chunks\/[\w~./-]+\.js/g) ?? []
  const files = new Set(named.map((file) => `/_next/${file}`).filter((file) => !old.has(file)))
  let bytes = 0
  for (const file of files) {
    const answer = await browser.send('GET', file, { 'accept-encoding': 'gzip' })
    if (answer.status !== 200) throw new Error(`${file} answered ${answer.status}.`)
    bytes += answer.body.length
  }
  return bytes / 1024
}

/** The memory that a process holds, in megabytes. */
export function residentMegabytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readIfThere(`/proc/${pid}/status`) ?? '') ?? []
  return (
    Number(kilobytes ?? spawnSync('ps', ['-o', 'rss=', '-p', `${pid}`], { encoding: 'utf8' }).stdout) / 1024
  )
}

/** How long a process has kept a core busy since it started, in milliseconds; NaN where the machine does not tell so. */
export function busyMilliseconds(pid: number): number {
  // proc(5): utime and stime are fields 14 and 15, counted after the name in parentheses, in hundredths of a second.
  const fields = readIfThere(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields?.[11]) + Number(fields?.[12])) * 10
}
