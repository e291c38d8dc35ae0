import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { BadRequest, readRequest, writeAnswer, type Answer, type HttpRequest } from './http'
import type { Outcome } from './perform'
import { reportFault } from './report-fault'

function errorAnswer(error: unknown): Answer {
  const text = { 'content-type': 'text/plain; charset=utf-8' }
  if (error instanceof BadRequest) return { status: error.status, headers: text, body: error.message }
  reportFault(error)
  return { status: 500, headers: text, body: 'The sandbox has a fault; its log says more.' }
}

async function serve(
  handle: (request: HttpRequest) => Outcome | Promise<Outcome>,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let outcome: Outcome
  try {
    outcome = await handle(await readRequest(incoming))
  } catch (error) {
    outcome = errorAnswer(error)
  }
  if (outcome === 'hold') return
  if (outcome === 'drop') incoming.socket.destroy()
  else writeAnswer(response, outcome)
}

/** A server that reads each request whole and answers it by `handle`. */
export function createHandlerServer(handle: (request: HttpRequest) => Outcome | Promise<Outcome>): Server {
  return createServer((incoming, response) => {
    void serve(handle, incoming, response)
  })
}
