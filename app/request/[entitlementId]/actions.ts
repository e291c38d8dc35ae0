'use server'

import { action } from '@/app/_web/action'
import { keepFavourite, submitRequest } from '@/lib/requests/index'

export const submit = action(submitRequest)
export const keep = action(keepFavourite)
