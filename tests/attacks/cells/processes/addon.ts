// Loads native code that it has written itself.
// expect: error
// says: no addon was loaded
const fs = require('fs');
fs.writeFileSync('/tmp/addon.node', Buffer.from('7f454c4602010100', 'hex'));
const outcomes = ['/tmp/addon.node', '/proc/self/exe', process.execPath].map((path) => {
  try {
    (process as any).dlopen({ exports: {} }, path);
    return 'loaded';
  } catch (error) {
    return error.code;
  }
});
throw new Error(outcomes.includes('loaded') ? 'loaded an addon' : 'no addon was loaded');
