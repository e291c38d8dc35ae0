'use server'

import { action } from '@/app/_web/action'
import {
  cancelRequest,
  commentOnRequest,
  decideRequest,
  openApprovedRequest,
  withdrawApproval,
} from '@/lib/requests/index'

export const cancel = action(cancelRequest)
export const decide = action(decideRequest)
export const withdraw = action(withdrawApproval)
export const comment = action(commentOnRequest)
export const open = action(openApprovedRequest)
