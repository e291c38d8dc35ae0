import { authRoute } from '@/app/_web/auth-route'
import { finishSignIn, signInAgain } from '@/app/_web/sign-in-flow'

export const GET = authRoute(finishSignIn, { sameOrigin: false, onError: signInAgain })
