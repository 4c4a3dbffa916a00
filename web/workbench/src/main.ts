import { createApp } from 'vue'
import App from '@/App.vue'
import { i18n, language, speak } from '@/language'
import { router } from '@/router'
import '@/styles.css'
import '@/shell/display'

speak(language())
createApp(App).use(i18n).use(router).mount('#app')
