// Says in passing that something was done; read out, and gone by itself.
import { ElMessage } from 'element-plus'
import 'element-plus/es/components/message/style/css'

export function tellPerson(text: string): void {
  ElMessage({ message: text, type: 'success', duration: 5000, showClose: true, grouping: true })
}
