// A text for people in both languages, as the API gives it.
export interface Text {
  zh: string
  en: string
}

export type Language = 'zh' | 'en'

/** The text in one language; the other one where that is lacking; '' for none. */
export function textIn(text: Text | null | undefined, language: Language): string {
  if (!text) return ''
  return language === 'zh' ? text.zh || text.en : text.en || text.zh
}
