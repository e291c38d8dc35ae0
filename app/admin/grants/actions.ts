'use server'

import { action } from '@/app/_web/action'
import { revokeGrant } from '@/lib/grants/index'

export const revoke = action(revokeGrant)
