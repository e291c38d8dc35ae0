import { describe, expect, test } from 'vitest'
import { isDatabaseUnavailable } from './unavailable'

const error = (message: string, more: object = {}, cause?: unknown) =>
  Object.assign(new Error(message, cause === undefined ? undefined : { cause }), more)

/** As Prisma's driver adapter wraps what node-postgres throws: the kind stands in `cause`. */
const driver = (cause: object) => error('DriverAdapterError', { name: 'DriverAdapterError' }, cause)
const known = (code: string, cause: object) =>
  error('Invalid `prisma.person.findMany()` invocation', {
    code,
    meta: { driverAdapterError: driver(cause) },
  })

describe('the database is unavailable', () => {
  test.each<[string, unknown]>([
    ['no server at the port', error('connect ECONNREFUSED 127.0.0.1:5432', { code: 'ECONNREFUSED' })],
    ['no server at either address', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })],
    ['a name that does not resolve', error('getaddrinfo ENOTFOUND db', { code: 'ENOTFOUND' })],
    ['no way to the host', error('connect EHOSTUNREACH', { code: 'EHOSTUNREACH' })],
    ['a connection reset', error('read ECONNRESET', { code: 'ECONNRESET' })],
    [
      'a shutdown by its administrator',
      error('terminating connection due to administrator command', { code: '57P01' }),
    ],
    ['a server that is starting up', error('the database system is starting up', { code: '57P03' })],
    ['too many connections', error('sorry, too many clients already', { code: '53300' })],
    ['a connection exception', error('x', { code: '08006' })],
    ['a socket that closed', error('Connection terminated unexpectedly')],
    ['a pool that waits', error('timeout exceeded when trying to connect')],
    [
      'a client whose connection died',
      error('Client has encountered a connection error and is not queryable'),
    ],
    [
      'a transaction that got no connection',
      error('Transaction API error: Unable to start a transaction in the given time.', { code: 'P2028' }),
    ],
    ['Prisma: not reachable', error('Can’t reach database server', { code: 'P1001' })],
    ['Prisma: closed', error('Server has closed the connection', { code: 'P1017' })],
    ['the adapter: not reachable', driver({ kind: 'DatabaseNotReachable', host: '127.0.0.1', port: 5432 })],
    ['the adapter: closed', known('P2010', { kind: 'ConnectionClosed' })],
    ['the adapter: timed out', known('P2010', { kind: 'SocketTimeout' })],
    [
      'the adapter: shut down',
      known('P2010', {
        kind: 'postgres',
        code: '57P01',
        originalCode: '57P01',
        severity: 'FATAL',
        message: 'x',
      }),
    ],
    ['the adapter: too many', known('P2037', { kind: 'TooManyConnections', originalCode: '53300' })],
    ['all of it wrapped once more', error('outer', {}, error('inner', {}, error('x', { code: '57P01' })))],
  ])('%s', (_what, thrown) => expect(isDatabaseUnavailable(thrown)).toBe(true))
})

describe('the database is there, and something else is wrong', () => {
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'ECONNREFUSED'],
    ['an object that is no error', { code: 'ECONNREFUSED' }],
    ['an ordinary error', error('Unexpected token')],
    ['a duplicate', known('P2002', { kind: 'UniqueConstraintViolation', originalCode: '23505' })],
    ['a serialization failure', known('P2034', { kind: 'TransactionWriteConflict', originalCode: '40001' })],
    ['a syntax error', error('syntax error at or near "selct"', { code: '42601' })],
    ['a wrong password', known('P1000', { kind: 'AuthenticationFailed', originalCode: '28P01' })],
    ['a transaction that took too long', error('Transaction already closed', { code: 'P2028' })],
    ['a row that is not there', error('No record was found', { code: 'P2025' })],
    ['a cause that is text', error('x', {}, 'ECONNREFUSED')],
    ['a cause that is null', error('x', {}, null)],
  ])('%s', (_what, thrown) => expect(isDatabaseUnavailable(thrown)).toBe(false))

  test('errors that cause each other end the search', () => {
    const one = error('one')
    one.cause = error('two', {}, one)
    expect(isDatabaseUnavailable(one)).toBe(false)
  })
})
