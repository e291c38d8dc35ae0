'use server'

import { action } from '@/app/_web/action'
import { removeFavourite } from '@/lib/requests/index'

export const forget = action(removeFavourite)
