'use client'

import { useViewer } from '../clock/viewer'

/** What holds for all times shown. */
export function FooterText() {
  const { zone } = useViewer()
  return (
    <>
      <span>Daypass</span>
      <span suppressHydrationWarning>Times are in {zone}. Hover over one for UTC.</span>
    </>
  )
}
