// Starts a small demo city with the built front ends, once for all tests, and stops it afterwards.
import { fileURLToPath } from 'node:url'
import { serving } from './server.mjs'

export default async function setup(): Promise<() => Promise<void>> {
  const web = fileURLToPath(new URL('../../build/web', import.meta.url))
  const server = await serving({ verb: 'demo', size: 4, web, port: Number(process.env.GUILDHALL_PORT) })
  process.env.GUILDHALL_PASSWORD = /^\s+password\s+(\S+)/m.exec(server.said())?.[1] ?? ''
  return server.stop
}
