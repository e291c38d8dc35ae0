'use server'

import { action } from '@/app/_web/action'
import { reinstatePerson, suspendPerson } from '@/lib/identity/index'

export const suspend = action(suspendPerson)
export const reinstate = action(reinstatePerson)
