'use server'

import { action } from '@/app/_web/action'
import { delegate as nameStandIn, endDelegation } from '@/lib/identity/index'

export const delegate = action(nameStandIn)
export const end = action(endDelegation)
