/** Which hashes an import takes. */
import { faultOfHash } from '../../../../src/auth/passwords/imported/formats'
import { firebaseHash } from '../../../../src/auth/passwords/imported/firebase'
import { firebaseParameters, firebaseUser, importedHashes } from '../../../support/imported-hashes'

const bcrypt = (head: string) => `${head}Wd1gvrMYPnQv5pHBbXCwCehxXmJSEzRqNON0ev98L6JJP5296S35i`

test.each([
  ...Object.values(importedHashes),
  ...['$2a$10$', '$2b$04$', '$2y$14$'].map(bcrypt),
  '$pbkdf2-sha512$i=100000,l=64$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
])('takes %s', (hash) => {
  expect(faultOfHash(hash)).toBeUndefined()
})

const key = 'A'.repeat(43)

test.each([
  ['', 'no kind'],
  ['correct-horse', 'no kind'],
  ['5f4dcc3b5aa765d61d8327deb882cf99', 'no kind'],
  [bcrypt('$2x$10$'), 'no kind'],
  [bcrypt('$2b$10$').slice(0, -1), 'no kind'],
  [bcrypt('$2b$15$'), 'a cost of bcrypt'],
  [bcrypt('$2b$03$'), 'a cost of bcrypt'],
  [`$scrypt$ln=14,r=8$c2FsdA$${key}`, 'is no $scrypt'],
  [`$scrypt$ln=20,r=8,p=1$c2FsdA$${key}`, '256 MB'],
  [`$scrypt$ln=0,r=8,p=1$c2FsdA$${key}`, 'or for nothing'],
  [`$pbkdf2-md5$i=1000$c2FsdA$${key}`, 'is no $pbkdf2'],
  [`$pbkdf2-sha256$i=0$c2FsdA$${key}`, 'has no rounds'],
  [`$pbkdf2-sha256$i=50000000$c2FsdA$${key}`, 'has no rounds, or more'],
  [`$argon2id$v=19$m=4096,t=2$c2FsdA$${key}`, 'is no $argon2id'],
  [`$argon2id$v=19$m=4194304,t=2,p=1$c2FsdA$${key}`, '256 MB'],
  [
    firebaseHash({ ...firebaseParameters, signerKey: 'AAAA' }, firebaseUser.salt, firebaseUser.hash),
    'Firebase',
  ],
  [firebaseHash(firebaseParameters, 'no salt!', firebaseUser.hash), 'Firebase'],
])('refuses %s: %s', (hash, fault) => {
  expect(faultOfHash(hash)).toContain(fault)
})
