// @ts-check
/* Sends a request with Auth0's access token in place of a Parse session, and shows the answer. */
/* global document, fetch, Parse */
import { accessToken } from './auth0.js'
import { onSubmit } from './forms.js'

const answer = /** @type {HTMLElement} */ (document.querySelector('[data-bearer-answer]'))

onSubmit('bearer', async () => {
  answer.hidden = true
  const response = await fetch(`${Parse.serverURL}/users/me`, {
    headers: {
      Authorization: `Bearer ${await accessToken()}`,
      'X-Parse-Application-Id': Parse.applicationId,
    },
  })
  answer.textContent = `HTTP ${response.status}\n${JSON.stringify(await response.json(), undefined, 2)}`
  answer.hidden = false
})
