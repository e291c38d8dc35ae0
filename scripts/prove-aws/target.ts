import { createInterface } from 'node:readline/promises'
import { sandboxTarget } from '@/lib/testing/cloud-contract/sandbox-target'
import { unseenConsole, wallClock } from '@/lib/testing/cloud-contract/target'
import type { OpenedConsole, Target } from '@/lib/testing/cloud-contract/target'
import type { Options } from './options'

/** Changes of IAM are known everywhere "within minutes"; most within seconds. */
const PATIENCE_SECONDS = 180

/** AWS itself, or the stand-in that was named. */
export function targetOf({ region, mailFrom, look, standIn }: Options, stopping: AbortSignal): Target {
  if (standIn !== undefined) return sandboxTarget(standIn, region, stopping)
  return {
    name: 'AWS',
    region,
    standIn,
    ...wallClock(stopping),
    patienceSeconds: PATIENCE_SECONDS,
    mailFrom,
    openConsole: look && process.stdin.isTTY ? (url) => askPerson(url, stopping) : unseenConsole,
    stopping,
  }
}

/** A person opens the address and says what is there. The address is for this terminal alone: it signs in whoever has it. */
async function askPerson(signInUrl: string, signal: AbortSignal): Promise<OpenedConsole> {
  const ask = async (question: string) => {
    const terminal = createInterface({ input: process.stdin, output: process.stdout })
    try {
      return (await terminal.question(question, { signal })).trim().toLowerCase()
    } finally {
      terminal.close()
    }
  }
  await ask(`\n  Open this in a new private window, then press Enter:\n  ${signInUrl}\n  `)
  return {
    lists: async (name) => {
      for (;;) {
        const answer = await ask(`  Load the page of that window again. Does it list "${name}"? [y/n] `)
        if (answer === 'y' || answer === 'n') return answer === 'y'
      }
    },
  }
}
