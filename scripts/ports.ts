import { createServer } from 'node:net'

/** The first port from `wanted` upwards that can be listened to on this machine, none of `except`. */
export async function freePort(wanted: number, except: number[] = []): Promise<number> {
  for (let port = wanted; port < 65_536; port += 1)
    if (!except.includes(port) && (await canListen(port))) return port
  throw new Error(`No port from ${wanted} upwards is free.`)
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}
