import { route } from '@/app/_web/route'
import { previewExtension } from '@/lib/requests/index'

export const POST = route(previewExtension)
