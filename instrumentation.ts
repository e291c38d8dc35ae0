/** Runs once when a portal process starts, before its first call; not at build. */
export async function register(): Promise<void> {
  // eslint-disable-next-line no-restricted-properties -- Next.js puts the value in here when it builds
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startPortal } = await import('./app/_web/start-portal')
  startPortal()
}
