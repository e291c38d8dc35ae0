import { route } from '@/app/_web/route'
import { previewRequest } from '@/lib/requests/index'

export const POST = route(previewRequest)
