import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import {
  answerMessage,
  NotAuthentic,
  Seal,
  submissionMessage,
  type SubmissionMessage,
} from '../../tools/src/grade/queue/messages.js';
import { parseQueueUrl } from '../../tools/src/grade/queue/connection.js';
import { seed } from './fakeGrader.js';

describe('messages of the queue', () => {
  const seal = new Seal(seed);
  const terms = { course: 'c', lesson: 'l', node: 'n', sandbox: 's', limits: 'm' };
  const message: SubmissionMessage = {
    kind: 'submission',
    ...{ batch: 'b', id: 'i', lesson: '02', terms, notebook: '{}' },
  };
  const refused = (found: unknown, why: RegExp) =>
    assert.throws(
      () => seal.open(found, submissionMessage),
      (error: Error) => error instanceof NotAuthentic && why.test(error.message),
    );

  it('come out as they went in', () => {
    const travelled: unknown = JSON.parse(JSON.stringify(seal.seal(message)));
    assert.deepEqual(seal.open(travelled, submissionMessage), message);
  });

  it('are discarded when anything about them was changed', () => {
    const { text, hmac } = seal.seal(message);
    refused({ text: text.replace('"b"', '"c"'), hmac }, /forged or altered/);
    refused({ text, hmac: `${hmac[0] === '0' ? '1' : '0'}${hmac.slice(1)}` }, /forged or altered/);
    refused(new Seal(Buffer.alloc(32)).seal(message), /another seed/);
    for (const found of [null, 'text', {}, { text, hmac: '' }, { text, hmac, more: 1 }]) {
      refused(found, /not the form/);
    }
    refused({ text: ' '.repeat(2 ** 26 + 1), hmac }, /not the form/);
  });

  it('count in one direction only', () => {
    assert.throws(() => seal.open(seal.seal(message), answerMessage), /of another kind/);
  });

  it('are not sent when they would be too long to be read', () => {
    const notebook = '"'.repeat(2 ** 25);
    assert.throws(() => seal.seal({ ...message, notebook }), /too long/);
  });

  it('have a key of their own', () => {
    const { text, hmac } = seal.seal(message);
    assert.notEqual(hmac, createHmac('sha256', seed).update(text).digest('hex'));
  });
});

describe('the URL of a queue', () => {
  it('is taken apart', () => {
    assert.deepEqual(parseQueueUrl('rediss://ada:p%40ss%3A@[::1]:7000/3'), {
      host: '::1',
      port: 7000,
      db: 3,
      username: 'ada',
      password: 'p@ss:',
      tls: {},
    });
    const { host, port, db, password, tls } = parseQueueUrl('redis://example.org');
    assert.deepEqual(
      [host, port, db, password, tls],
      ['example.org', 6379, 0, undefined, undefined],
    );
  });

  it('is refused without being repeated', () => {
    for (const url of [
      'http://:hunter2@host',
      'redis:hunter2',
      'redis://:hunt#er2@host',
      'redis://:hunter2%zz@host',
      'redis://:hunter2@host/db',
      'redis://:hunter2@host?tls=no',
      'redis://:hunter2@host:port',
    ]) {
      assert.throws(
        () => parseQueueUrl(url),
        (error: Error) =>
          error instanceof RangeError &&
          /must be redis:\/\//.test(error.message) &&
          !/hunt/.test(error.message),
        url,
      );
    }
  });
});
