// Writes openapi.json from the document of the built program, without what the types of the client don't need (refusals,
// which all have one shape, and texts), and makes the types: npm run api.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { serving } from '../tests/server.mjs'
import { trimmed } from './trimmed.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const server = await serving({ verb: 'serve' })
try {
  const answer = await fetch(`${server.url}/api/v1/openapi.json`)
  const document = await answer.json()
  writeFileSync(here('openapi.json'), `${JSON.stringify(trimmed(document), null, 1)}\n`)
} finally {
  await server.stop()
}
execFileSync(here('../node_modules/.bin/openapi-typescript'), [here('openapi.json'), '-o', here('schema.d.ts')], { stdio: 'inherit' })
