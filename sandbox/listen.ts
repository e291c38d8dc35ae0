import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

const TRIES = 50

function tryListen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

/** Listens on 127.0.0.1, on the wished port or the next free one (0: any), and returns the port. */
export async function listen(server: Server, wished: number): Promise<number> {
  for (let port = wished; ; port++) {
    try {
      await tryListen(server, port)
      return (server.address() as AddressInfo).port
    } catch (error) {
      if (!isTaken(error) || port >= wished + TRIES) throw error
    }
  }
}

/** The wished port if it is free, else the next free one. Not held: listen on it at once. */
export async function freePort(wished: number): Promise<number> {
  const probe = createServer()
  const port = await listen(probe, wished)
  await close(probe)
  return port
}

/** Ends open connections too. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve()
    })
    server.closeAllConnections()
  })
}
