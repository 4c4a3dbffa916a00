// Which language the page speaks: zh-CN first, English beside it. Texts of the policy come in both from the API.
import { createI18n } from 'vue-i18n'
import { textIn, type Language, type Text } from '@/api/texts'
import { words } from '@/texts/words'

const kStored = 'guildhall.language'

function firstLanguage(): Language {
  return localStorage.getItem(kStored) === 'en' ? 'en' : 'zh'
}

export const i18n = createI18n({ legacy: false, locale: firstLanguage(), fallbackLocale: 'zh', messages: words })

// The types of messages nest as deep as the files do; what is used of them is plain.
interface Speaking {
  locale: { value: string }
  t: (key: string, values?: Record<string, unknown>) => string
  te: (key: string, language?: string) => boolean
  tm: (key: string) => unknown
}
const speaking = i18n.global as unknown as Speaking

export function language(): Language {
  return speaking.locale.value as Language
}

export function speak(to: Language): void {
  speaking.locale.value = to
  localStorage.setItem(kStored, to)
  document.documentElement.lang = to === 'zh' ? 'zh-CN' : 'en'
}

/** A text of the API in the language in use; reactive where it is called while rendering. */
export function say(text: Text | null | undefined): string {
  return textIn(text, language())
}

/** A key of our own texts in the language in use. */
export function tell(key: string, values: Record<string, unknown> = {}): string {
  return speaking.t(key, values)
}

/** All texts of our own under a key, by the last part of their own. */
export function tellAll(key: string): Record<string, string> {
  return { ...(speaking.tm(key) as Record<string, string>) }
}

export function knows(key: string): boolean {
  return speaking.te(key) || speaking.te(key, 'zh')
}
