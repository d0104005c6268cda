/** The alias of Express 4 has no types of its own; those of Express 5 fit as far as specs use it. */
declare module 'express4' {
  export { default } from 'express'
}
