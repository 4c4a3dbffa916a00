// Uploads one file with progress, which fetch can't report.
import { Problem, problemOf, unreachable } from './problem'

export interface UploadAsked {
  url: string
  file: File
  csrf: string | null
  language: string
  /** Repeats under one key are one upload. */
  key?: string
  progress: (permille: number) => void
}

/** Resolves with the answer's JSON; rejects with a Problem. `stop` ends it. */
export function upload<T>(asked: UploadAsked): { done: Promise<T>; stop: () => void } {
  const request = new XMLHttpRequest()
  const done = new Promise<T>((resolve, reject) => {
    request.open('POST', asked.url)
    request.setRequestHeader('Content-Type', asked.file.type || 'application/octet-stream')
    request.setRequestHeader('Accept-Language', asked.language)
    if (asked.key) request.setRequestHeader('Idempotency-Key', asked.key)
    if (asked.csrf) request.setRequestHeader('X-CSRF-Token', asked.csrf)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) asked.progress(Math.floor((event.loaded * 1000) / event.total))
    }
    request.onerror = () => reject(unreachable())
    request.onabort = () => reject(unreachable())
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) return resolve(JSON.parse(request.responseText) as T)
      const headers = new Headers({ 'X-Request-Id': request.getResponseHeader('X-Request-Id') ?? '' })
      void problemOf(new Response(request.responseText, { status: request.status, headers })).then((problem: Problem) => reject(problem))
    }
    request.send(asked.file)
  })
  return { done, stop: () => request.abort() }
}
