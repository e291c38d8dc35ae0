import { authRoute } from '@/app/_web/auth-route'
import { finishSignOut } from '@/app/_web/sign-out-flow'

export const POST = authRoute(finishSignOut, { sameOrigin: true, onError: () => '/' })
