import { authRoute } from '@/app/_web/auth-route'
import { readBody } from '@/app/_web/read-body'
import { beginSignIn, signInAgain } from '@/app/_web/sign-in-flow'

export const POST = authRoute(
  async (parts, request) => {
    const fields = new URLSearchParams(await readBody(request, 'application/x-www-form-urlencoded'))
    return beginSignIn(parts, fields.get('from') ?? undefined, { fresh: fields.get('fresh') === '1' })
  },
  { sameOrigin: true, onError: signInAgain },
)
