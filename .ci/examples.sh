#!/usr/bin/env bash
# Packs the package, checks the tarball, installs it into a copy of each example host, into the apps that its `init` writes
# and for the test kit, and tries them there.
# Needs `npm ci` before; leaves nothing behind.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo '--- pack'
rm -rf dist
npm pack --silent --pack-destination "$work" >/dev/null
tarball=$(echo "$work"/*.tgz)

echo '--- check the tarball'
npx --no-install publint run --strict "$tarball"
# Subpaths of packages are unknown to resolution as of Node 10, which no Node that runs here has.
npx --no-install attw --profile node16 "$tarball"

echo '--- install it into the examples'
for example in esm-express5 cjs-express4 account-pages; do
  cp -R "examples/$example" "$work/$example"
  rm -rf "$work/$example/node_modules" "$work/$example/dist"
  (
    cd "$work/$example"
    npm install --prefer-offline --no-audit --no-fund --no-package-lock --loglevel=error "$tarball"
    npm run build --if-present
  )
done

echo '--- write two apps by init, on one installation'
apps="$work/apps"
node dist/src/cli/main.js init "$apps" --typescript --yes >/dev/null
(
  cd "$apps"
  npm install --prefer-offline --no-audit --no-fund --loglevel=error "$tarball"
  npm run build
  npx --no-install parse-server-accounts init javascript --javascript --yes >/dev/null
)
npx --no-install tsx .ci/try-init.ts "$apps" "$apps/javascript"

echo '--- try the test kit, as docs/testing.md has it'
awk '/^```js$/ { inside = 1; next } /^```$/ && inside { exit } inside' docs/testing.md >"$apps/accounts.test.mjs"
(cd "$apps" && node --test accounts.test.mjs)

echo '--- try them'
npx --no-install tsx .ci/try-examples.ts "$work/esm-express5" "$work/cjs-express4" \
  "$work/account-pages/server-rendered.js" "$work/account-pages/sdk-page.js"
