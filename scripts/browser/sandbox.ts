import { chromium, type LaunchOptions } from '@playwright/test'

// Processes that run journeys read the configuration again, and inherit what was found out.
const FOUND_OUT = 'JOURNEYS_CHROMIUM_SANDBOX'

/**
 * Whether Chromium can have its sandbox here. As root it has to do without; for others it needs user namespaces, which
 * not every machine gives them: one launch tells.
 */
export async function canHaveSandbox(options: LaunchOptions): Promise<boolean> {
  if (process.getuid?.() === 0) return false
  process.env[FOUND_OUT] ??= (await startsInSandbox(options)) ? 'yes' : 'no'
  return process.env[FOUND_OUT] === 'yes'
}

async function startsInSandbox(options: LaunchOptions): Promise<boolean> {
  try {
    const browser = await chromium.launch({ ...options, chromiumSandbox: true })
    await browser.close()
    return true
  } catch (error) {
    // Anything else is no reason to do without, and the journeys will show it.
    if (!(error instanceof Error && /sandbox/i.test(error.message))) return true
    process.stderr.write(
      'Chromium cannot start in its sandbox here (no user namespaces): it runs with --no-sandbox.\n',
    )
    return false
  }
}
