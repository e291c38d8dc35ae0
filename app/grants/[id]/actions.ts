'use server'

import { action } from '@/app/_web/action'
import { relinquishGrant, revokeGrant } from '@/lib/grants/index'
import { requestExtension } from '@/lib/requests/index'
import { deliverSecretAgain } from '@/lib/sessions/index'

export const relinquish = action(relinquishGrant)
export const revoke = action(revokeGrant)
export const extend = action(requestExtension)
export const fillSecretAgain = action(deliverSecretAgain)
