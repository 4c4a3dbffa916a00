// A paper to hand in: one A4 page with a heading and lines, as a preview shows it.
const kLines = 22

function pageContent(): string {
  const lines = Array.from({ length: kLines }, (_, at) => `0.75 g 60 ${700 - at * 26} ${470 - ((at * 67) % 190)} 8 re f`)
  return ['BT /F1 20 Tf 60 760 Td (SAMPLE) Tj ET', '0.8 w 60 740 m 535 740 l S', ...lines].join('\n')
}

function made(): Buffer {
  const content = pageContent()
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let out = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = out.length
    out += `${at + 1} 0 obj${object}endobj\n`
    return place
  })
  const table = ['0000000000 65535 f ', ...places.map((place) => `${String(place).padStart(10, '0')} 00000 n `)].join('\n')
  return Buffer.from(`${out}xref\n0 ${objects.length + 1}\n${table}\ntrailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${out.length}\n%%EOF\n`)
}

export const paper = made()
