'use server'

import { action } from '@/app/_web/action'
import { reviewBreakGlass } from '@/lib/requests/index'

export const review = action(reviewBreakGlass)
