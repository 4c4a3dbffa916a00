// The part of an OpenAPI document that clients are made from.

const kWords = new Set(['summary', 'description', 'x-access', 'x-title', 'tags', 'security'])

function withoutWords(value) {
  if (Array.isArray(value)) return value.map(withoutWords)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => !kWords.has(name) && !name.startsWith('x-')).map(([name, one]) => [name, withoutWords(one)]))
}

/** The document with its paths, parameters, bodies and good answers only. */
export function trimmed(document) {
  const paths = {}
  for (const [path, methods] of Object.entries(document.paths)) {
    paths[path] = {}
    for (const [method, operation] of Object.entries(methods)) {
      if (typeof operation !== 'object' || !operation.responses) continue
      const responses = Object.fromEntries(
        Object.entries(operation.responses)
          .filter(([status]) => status.startsWith('2'))
          .map(([status, one]) => [status, { description: '', ...(one.content ? { content: withoutWords(one.content) } : {}) }]),
      )
      const { parameters, requestBody, operationId } = operation
      paths[path][method] = { operationId, ...(parameters ? { parameters: withoutWords(parameters) } : {}), ...(requestBody ? { requestBody: withoutWords(requestBody) } : {}), responses }
    }
  }
  return { openapi: document.openapi, info: { title: 'Guildhall', version: document.info.version }, paths }
}
