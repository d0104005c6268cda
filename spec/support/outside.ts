/**
 * The world outside, faked at the network edge by nock; this machine stays reachable. Import it instead of nock,
 * which needs a function that Node 20 has not.
 */
function withResolvers<Value>() {
  let settle = {}
  const promise = new Promise<Value>((resolve, reject) => (settle = { resolve, reject }))
  return { promise, ...settle }
}

if (!('withResolvers' in Promise)) Object.assign(Promise, { withResolvers })

export { default as nock } from 'nock'
