import { z } from 'zod'
import { checkCondition } from './condition'

/**
 * A condition in CEL, as text of 1 to 2,000 characters. Each mistake is an issue of its own whose `params.offset` says where in the text it is,
 * in UTF-16 units from its start.
 */
export const conditionText = z
  .string({
    error: ({ input }) =>
      typeof input === 'boolean' ? `Write it in quotes: '${String(input)}'.` : undefined,
  })
  .superRefine((text, issues) => {
    for (const { offset, sentence } of checkCondition(text))
      issues.addIssue({ code: 'custom', message: sentence, params: { offset } })
  })
