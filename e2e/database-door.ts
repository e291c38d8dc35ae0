import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { demo } from './demo'

/** A way to the demo's database that can be shut, for portals that are given its address. */
export interface DatabaseDoor {
  /** The application's connection string, through this door. */
  url: string
  /** The database is gone, as in a restart: connections break and new ones are refused. */
  shut: () => Promise<void>
  reopen: () => Promise<void>
}

export async function databaseDoor(): Promise<DatabaseDoor> {
  const url = new URL(demo().database)
  const target = { host: url.hostname, port: Number(url.port) }
  const sockets = new Set<Socket>()
  const server = createServer((incoming) => {
    const outgoing = connect(target)
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  })
  const { port } = await listen(server, 0)
  url.port = `${port}`
  return {
    url: url.href,
    shut: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
    reopen: async () => {
      await listen(server, port)
    },
  }
}

async function listen(server: Server, port: number): Promise<AddressInfo> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server.address() as AddressInfo
}
