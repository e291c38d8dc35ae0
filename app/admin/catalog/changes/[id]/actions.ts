'use server'

import { action } from '@/app/_web/action'
import { confirmCatalogChange, declineCatalogChange } from '@/lib/catalog/index'

export const confirm = action(confirmCatalogChange)
export const decline = action(declineCatalogChange)
