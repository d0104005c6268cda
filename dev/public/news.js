// @ts-check
/* What the server tells while the page is open. */
/* global EventSource */

const source = new EventSource('/demo/events')

/**
 * @param {string} event
 * @param {(data: any) => void} listener
 */
export function onNews(event, listener) {
  source.addEventListener(event, (message) => listener(JSON.parse(message.data)))
}
