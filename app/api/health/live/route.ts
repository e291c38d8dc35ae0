export const dynamic = 'force-dynamic'

/** Whether this process answers at all. It asks nobody else, so that a database's outage restarts no portal. */
export function GET(): Response {
  return Response.json({ live: true }, { headers: { 'cache-control': 'no-store' } })
}
