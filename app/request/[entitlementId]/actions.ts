'use server'

import { action } from '@/app/_web/action'
import { submitRequest } from '@/lib/requests/index'

export const submit = action(submitRequest)
