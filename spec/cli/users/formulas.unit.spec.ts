/** Cells that spreadsheets would run: shielded, and read again as they were. */
import { shield, unshield } from '../../../src/cli/users/formulas'

test.each(['=1+1', '+49 170', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', "'=1", "''+1"])(
  'shields %j, and reads it again',
  (cell) => {
    expect(shield(cell)).toBe(`'${cell}`)
    expect(unshield(shield(cell))).toBe(cell)
  },
)

test.each(['', 'ann', 'a=b', "'ann", "'", 'x@example.com', ' =1'])('leaves %j as it is', (cell) => {
  expect([shield(cell), unshield(cell)]).toEqual([cell, cell])
})
