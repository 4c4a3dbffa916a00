// PDF by pdf.js, loaded when the first one is looked at.
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import type { PDFDocumentProxy } from 'pdfjs-dist'

export type PdfFile = PDFDocumentProxy

/** Opens a file; nothing in it is run, and nothing is fetched for it. */
export async function openPdf(bytes: ArrayBuffer): Promise<PdfFile> {
  const pdf = await import('pdfjs-dist')
  pdf.GlobalWorkerOptions.workerSrc = workerAddress
  return pdf.getDocument({ data: bytes, isEvalSupported: false, enableXfa: false, useSystemFonts: true }).promise
}

/** Draws one page at the width of its frame and gives its words, for those who can't see it. */
export async function drawPage(file: PdfFile, number: number, canvas: HTMLCanvasElement): Promise<string> {
  const page = await file.getPage(number)
  const wanted = Math.max(canvas.parentElement?.clientWidth ?? 600, 300) * Math.min(window.devicePixelRatio || 1, 2)
  const scale = wanted / page.getViewport({ scale: 1 }).width
  const viewport = page.getViewport({ scale })
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  const context = canvas.getContext('2d')
  if (!context) return ''
  await page.render({ canvasContext: context, viewport }).promise
  const content = await page.getTextContent()
  return content.items.map((item) => ('str' in item ? item.str : '')).join(' ')
}
