/**
 * Every refusal that a person or a program can meet, with its HTTP status. The code is stable: tests, the API and
 * support rely on it. Not visible to the asker is 404; visible but forbidden is 403 with the reason.
 */
export const errorStatus = {
  ERR_INPUT: 400,
  ERR_SIGN_IN_REQUIRED: 401,
  ERR_SIGN_IN_REFUSED: 403,
  ERR_FORBIDDEN: 403,
  ERR_SELF_APPROVAL: 403,
  ERR_NOT_APPROVER: 403,
  ERR_NOT_ELIGIBLE: 403,
  ERR_DELIVERY_NOT_APPROVED: 403,
  ERR_CROSS_ORIGIN: 403,
  ERR_HANDLE_CHANGED: 403,
  ERR_GAINS_BY_CHANGE: 403,
  ERR_SUSPENDED: 403,
  ERR_FRESH_SIGN_IN: 403,
  ERR_NOT_FOUND: 404,
  ERR_ID_TAKEN: 409,
  ERR_ALREADY_DECIDED: 409,
  ERR_ALREADY_ISSUED: 409,
  ERR_ALREADY_SUSPENDED: 409,
  ERR_CHANGED_MEANWHILE: 409,
  ERR_ENTITLEMENT_WITHDRAWN: 409,
  ERR_GRANT_NOT_LIVE: 409,
  ERR_SECRET_HELD: 409,
  ERR_SECRET_FOREIGN: 409,
  ERR_REQUEST_REFUSED: 422,
  ERR_NOT_NARROWER: 422,
  ERR_CATALOG_INVALID: 422,
  ERR_CONFIG_INVALID: 500,
  ERR_INTERNAL: 500,
  ERR_ISSUE_MISMATCH: 500,
  ERR_STS_REFUSED: 502,
  ERR_STS_ANSWER: 502,
  ERR_SIGN_IN_ENDPOINT: 502,
  ERR_SECRET_REFUSED: 502,
  ERR_STS_THROTTLED: 503,
  ERR_STS_UNREACHABLE: 503,
  ERR_STS_UNKNOWN: 504,
  ERR_SECRET_UNKNOWN: 504,
  ERR_DATABASE_UNAVAILABLE: 503,
  ERR_MAIL_MALFORMED: 422,
  ERR_MAIL_REFUSED: 502,
  ERR_MAIL_NOT_ALLOWED: 502,
  ERR_MAIL_THROTTLED: 503,
  ERR_MAIL_UNREACHABLE: 503,
  ERR_MAIL_UNKNOWN: 504,
} as const

export type ErrorCode = keyof typeof errorStatus

/** One thing wrong with one field of a form. */
export type FieldProblem = { field: string; sentence: string }

/**
 * A refusal. `message` is a sentence for a person that says what to do and never holds a secret;
 * `fields` places parts of it at the fields of a form; `cause` is for the log.
 */
export class DaypassError extends Error {
  readonly code: ErrorCode
  readonly fields: readonly FieldProblem[]

  constructor(
    code: ErrorCode,
    sentence: string,
    options: { fields?: readonly FieldProblem[]; cause?: unknown } = {},
  ) {
    super(sentence, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'DaypassError'
    this.code = code
    this.fields = options.fields ?? []
  }

  get status(): number {
    return errorStatus[this.code]
  }
}

/** What leaves the process when something is refused: the same shape for pages, routes and the command line. */
export type ErrorAnswer = { code: ErrorCode; sentence: string; fields: readonly FieldProblem[] }
