'use server'

import { action } from '@/app/_web/action'
import { relinquishGrant } from '@/lib/grants/index'
import { deliverSecretAgain } from '@/lib/sessions/index'

export const relinquish = action(relinquishGrant)
export const fillSecretAgain = action(deliverSecretAgain)
