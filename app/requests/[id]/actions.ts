'use server'

import { action } from '@/app/_web/action'
import { cancelRequest, decideRequest } from '@/lib/requests/index'

export const cancel = action(cancelRequest)
export const decide = action(decideRequest)
