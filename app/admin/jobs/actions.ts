'use server'

import { action } from '@/app/_web/action'
import { runJobAgain, sendMailAgain } from '@/lib/notifications/index'

export const sendAgain = action(sendMailAgain)
export const runAgain = action(runJobAgain)
