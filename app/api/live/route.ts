import { liveAnswer, streamAnswer } from '@/app/_web/live'

export const dynamic = 'force-dynamic'

/** Server-sent events (HTML standard, 9.2): ids of what changed. */
export const GET = streamAnswer

/** Whether a stream would open: 204, 401 when nobody is signed in, 503 when the database is away. */
export const HEAD = liveAnswer
