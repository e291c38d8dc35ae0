import { readReadiness } from '@/app/_web/readiness'

export const dynamic = 'force-dynamic'

/** Whether this process can serve: 200, or 503 with what is missing. */
export async function GET(): Promise<Response> {
  const readiness = await readReadiness()
  return Response.json(readiness, {
    status: readiness.ready ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}
