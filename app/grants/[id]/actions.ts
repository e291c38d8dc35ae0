'use server'

import { action } from '@/app/_web/action'
import { relinquishGrant } from '@/lib/grants/index'

export const relinquish = action(relinquishGrant)
