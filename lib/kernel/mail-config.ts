import { z } from 'zod'
import { isPlainAddress, splitSender } from './mail-address'

const MAIL_KINDS = ['ses', 'smtp', 'none'] as const

/** What each way of sending needs besides. */
const NEEDED = {
  ses: ['DAYPASS_MAIL_FROM', 'DAYPASS_SES_REGION'],
  smtp: ['DAYPASS_MAIL_FROM', 'SMTP_URL'],
  none: [],
} as const

/** nodemailer reads options from an address's query, those that switch checks off among them: none is taken. */
function isSmtpUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^smtps?:$/.test(url.protocol)) return false
  return url.hostname !== '' && /^\/?$/.test(url.pathname) && url.search === '' && url.hash === ''
}

/** How mail leaves, judged together: what one way needs is not asked of the others. */
export const mailSettings = z
  .object({
    DAYPASS_MAIL: z.enum(MAIL_KINDS, `must be one of ${MAIL_KINDS.join(', ')}`).default('none'),
    DAYPASS_MAIL_FROM: z
      .string()
      .refine(
        (text) => isPlainAddress(splitSender(text).address),
        'must be an address, or a name and an address: Daypass <daypass@example.com>',
      )
      .optional(),
    DAYPASS_SES_REGION: z
      .string()
      .regex(/^[a-z]{2,}(-[a-z]+)+-\d$/, 'must be a Region of AWS, eu-central-1 for example')
      .optional(),
    SMTP_URL: z
      .string()
      .refine(isSmtpUrl, 'must look like smtps://user:password@host:465 or smtp://user:password@host:587')
      .optional(),
  })
  .superRefine((given, ctx) => {
    for (const name of NEEDED[given.DAYPASS_MAIL])
      if (given[name] === undefined)
        ctx.addIssue({
          code: 'custom',
          path: [name],
          message: `must be set where DAYPASS_MAIL is ${given.DAYPASS_MAIL}`,
        })
  })
