/**
 * Compiles TypeScript for jest, and packages that are ES modules or import some: before Node 24.9 its sandbox
 * can't load those, though Node itself can. Everything else in node_modules stays as it is.
 */
import swc from '@swc/jest'
import './compiled-once.mjs'

const compiler = swc.createTransformer({
  jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
  module: { type: 'commonjs' },
})
const moduleSyntax = /^\s*(import|export)[\s{*"']|\bimport\s*\(|\bimport\.meta\b/m

export default {
  ...compiler,
  process(source, file, options) {
    const asItIs = file.includes('node_modules') && !moduleSyntax.test(source)
    return asItIs ? { code: source } : compiler.process(source, file, options)
  },
}
