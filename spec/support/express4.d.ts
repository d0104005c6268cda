/** The alias of Express 4 has no types of its own; those of Express 5 fit as far as specs use it. */
declare module 'express4' {
  import express = require('express')
  export = express
}
