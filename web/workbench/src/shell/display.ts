// How the page looks to this person: 长者版 and density. Kept in the browser, so that it holds before signing in too.
import { reactive, watchEffect } from 'vue'

export type Density = 'comfortable' | 'compact'

const kStored = 'guildhall.display'

interface Display {
  large: boolean // 长者版: large type, high contrast
  density: Density
}

function stored(): Display {
  try {
    const kept = JSON.parse(localStorage.getItem(kStored) ?? '{}') as Partial<Display>
    return { large: kept.large === true, density: kept.density === 'compact' ? 'compact' : 'comfortable' }
  } catch {
    return { large: false, density: 'comfortable' }
  }
}

export const display = reactive<Display>(stored())

watchEffect(() => {
  localStorage.setItem(kStored, JSON.stringify(display))
  const root = document.documentElement
  if (display.large) root.dataset.display = 'large'
  else delete root.dataset.display
  root.dataset.density = display.density
})
