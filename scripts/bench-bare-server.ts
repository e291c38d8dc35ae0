import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// As little as a Node process can answer with: the limit of any portal on this machine.
const server = createServer((request, response) => {
  request.resume()
  request.once('end', () => response.end('ok'))
})
server.listen(0, '127.0.0.1', () => {
  console.log((server.address() as AddressInfo).port)
})
