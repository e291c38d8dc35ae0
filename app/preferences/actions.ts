'use server'

import { action } from '@/app/_web/action'
import { changeMailPreferences } from '@/lib/notifications/index'

export const choose = action(changeMailPreferences)
