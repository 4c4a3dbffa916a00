// Says in passing that something was done; read out, and gone by itself. It may lead to where it can be seen.
import { h } from 'vue'
import { ElMessage } from 'element-plus'
import 'element-plus/es/components/message/style/css'
import { router } from '@/router'

interface Place {
  to: string
  title: string
}
const kShownMs = 5000
const kShownWithLinkMs = 12_000

export function tellPerson(text: string, place?: Place, type: 'success' | 'warning' = 'success'): void {
  if (!place) {
    ElMessage({ message: text, type, duration: kShownMs, showClose: true, grouping: true })
    return
  }
  const go = (event: Event) => {
    event.preventDefault()
    shown.close()
    void router.push(place.to)
  }
  const link = h('a', { href: router.resolve(place.to).href, onClick: go }, place.title)
  const shown = ElMessage({ message: h('p', { role: 'status' }, [`${text} `, link]), type, duration: kShownWithLinkMs, showClose: true })
}
