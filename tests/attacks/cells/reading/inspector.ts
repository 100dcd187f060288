// Debugs its own process, and reads the variables of the program around it.
// expect: error
// says: found nothing
import { Session } from 'inspector';
const session = new Session();
session.connect();
const post = (method: string, parameters = {}) =>
  new Promise<any>((resolve) =>
    session.post(method as any, parameters, (_: unknown, result: unknown) => resolve(result)),
  );
await post('Runtime.enable');
const names = await post('Runtime.globalLexicalScopeNames', {});
const found: string[] = (names?.names ?? []).filter((name: string) =>
  /expected|hidden|seed|oracle|case/i.test(name),
);
await post('Debugger.enable');
const scripts = await post('Debugger.searchInContent', { scriptId: '1', query: 'hiddenCases' });
found.push(...(scripts?.result ?? []).map(String));
session.disconnect();
throw new Error(`found ${found.join() || 'nothing'}`);
