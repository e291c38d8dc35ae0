import { cache } from 'react'
import { z } from 'zod'
import { verb } from '@/lib/kernel/verb'
import { listToDecide } from '@/lib/requests/index'
import { requestContext } from './context'

const once = cache(async () => listToDecide(await requestContext(), {}))

/** The first page of what waits for the viewer. Read once a request: the frame counts it, and pages show it. */
export const firstToDecide = verb('list-to-decide', z.strictObject({}), () => once())
