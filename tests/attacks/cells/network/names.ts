// Asks name servers, and tells them something by asking.
// expect: error
// says: resolved nothing
import { Resolver, lookup } from 'dns';
const resolver = new Resolver({ timeout: 200, tries: 1 });
resolver.setServers(['127.0.0.1', '1.1.1.1', '8.8.8.8']);
const answered = await Promise.all([
  new Promise<string>((resolve) =>
    resolver.resolve4('example.com', (error) => resolve(error ? '' : 'resolve4')),
  ),
  new Promise<string>((resolve) =>
    lookup('example.com', (error) => resolve(error ? '' : 'lookup')),
  ),
]);
throw new Error(`resolved ${answered.filter(Boolean).join() || 'nothing'}`);
