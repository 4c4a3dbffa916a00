// What script adds to the portal's pages; without it they say and do the same, but for verifying in the browser.
import '../style/portal.css'
import { startVerifier } from './verify/panel'

const verifier = document.querySelector<HTMLElement>('#verifier')
if (verifier) void startVerifier(verifier)
