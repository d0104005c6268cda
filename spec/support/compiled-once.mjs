/**
 * Lets a jest worker compile each file once instead of once a suite: parse-server and what it needs are 3000 files.
 * Every suite still runs them in a context of its own, so that none sees the state of another.
 */
import vm from 'node:vm'

const compile = vm.compileFunction
const compiled = new Map()

function scriptOf(source, parameters, filename) {
  const known = compiled.get(filename)
  if (known?.source === source) return known.script
  const head = `(function (${parameters.join(',')}) {`
  const script = new vm.Script(`${head}${source}\n})`, { filename, columnOffset: -head.length })
  compiled.set(filename, { source, script })
  return script
}

vm.compileFunction = (source, parameters, options) =>
  options?.parsingContext
    ? scriptOf(source, parameters, options.filename).runInContext(options.parsingContext)
    : compile(source, parameters, options)
