import { route } from '@/app/_web/route'
import { searchEntitlements } from '@/lib/catalog/index'

export const dynamic = 'force-dynamic'

export const GET = route(searchEntitlements)
