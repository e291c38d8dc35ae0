import { cookies } from 'next/headers'
import { isKnownZone } from '@/components/clock/format'
import { themeFrom, THEME_COOKIE, ZONE_COOKIE } from '@/components/shell/theme'
import type { Theme } from '@/components/shell/theme'

/** How this viewer wants pages to look, and the zone that their browser told at its last visit. */
export async function viewerLook(): Promise<{ theme: Theme; zone: string }> {
  const jar = await cookies()
  const zone = jar.get(ZONE_COOKIE)?.value ?? ''
  return { theme: themeFrom(jar.get(THEME_COOKIE)?.value), zone: isKnownZone(zone) ? zone : 'UTC' }
}
