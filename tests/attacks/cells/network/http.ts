// Fetches and posts.
// expect: error
// says: fetched nothing
const addresses = [
  `http://127.0.0.1:${CANARY.tcp}/`,
  `http://localhost:${CANARY.tcp}/`,
  'http://169.254.169.254/latest/meta-data/',
  'https://registry.npmjs.org/',
];
const fetched = await Promise.all(
  addresses.map((address) =>
    fetch(address, { method: 'POST', body: CANARY.marker, signal: AbortSignal.timeout(400) }).then(
      () => address,
      () => '',
    ),
  ),
);
throw new Error(`fetched ${fetched.filter(Boolean).join() || 'nothing'}`);
