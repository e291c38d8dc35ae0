import { pino } from 'pino'
import { logLevel } from './config'

/** Structured logs on standard output, one JSON object a line. Never give it credentials, tokens or what a person typed. */
export const log = pino({
  level: logLevel(),
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      '*.secretAccessKey',
      '*.sessionToken',
      '*.signinToken',
      '*.authorization',
      '*.cookie',
      '*.password',
    ],
    censor: '[secret]',
  },
})
