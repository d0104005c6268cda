/* global Parse */
/** Cloud Code in a file, as `parseServer.cloud` may name it: it uses the global `Parse`. */
Parse.Cloud.define('whoAmI', ({ user }) => user?.id ?? 'nobody')
