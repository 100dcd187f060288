import { decode, encode, type Revive, WireError, wireLimits } from './values.js';

const headerBytes = 4;

/** One message as it goes over the pipe: its length in four bytes, then the encoded value. */
export function frame(message: unknown): Uint8Array {
  const body = encode(message);
  const framed = new Uint8Array(headerBytes + body.length);
  new DataView(framed.buffer).setUint32(0, body.length, true);
  framed.set(body, headerBytes);
  return framed;
}

/** Cuts what comes through a pipe into messages; never holds more than one message's limit. */
export class FrameReader {
  private readonly chunks: Uint8Array[] = [];
  private held = 0;

  constructor(private readonly revive?: Revive) {}

  /**
   * @returns the messages that this chunk completes.
   * @throws WireError where the pipe carries something else than messages within the limits.
   */
  push(chunk: Uint8Array): unknown[] {
    this.chunks.push(chunk);
    this.held += chunk.length;
    const messages: unknown[] = [];
    for (;;) {
      if (this.held < headerBytes) return messages;
      const header = this.front(headerBytes);
      const length = new DataView(header.buffer, header.byteOffset).getUint32(0, true);
      if (length > wireLimits.bytes) throw new WireError('is too large');
      if (this.held < headerBytes + length) return messages;
      const whole = this.front(headerBytes + length);
      this.drop(headerBytes + length);
      messages.push(decode(whole.subarray(headerBytes), this.revive));
    }
  }

  /** The first bytes held, in one piece. */
  private front(length: number): Uint8Array {
    const first = this.chunks[0];
    if (first.length >= length) return first.subarray(0, length);
    const joined = new Uint8Array(this.held);
    let position = 0;
    for (const chunk of this.chunks) {
      joined.set(chunk, position);
      position += chunk.length;
    }
    this.chunks.splice(0, this.chunks.length, joined);
    return joined.subarray(0, length);
  }

  private drop(length: number): void {
    // `front` has just put this many bytes into the first chunk.
    const rest = this.chunks[0].subarray(length);
    if (rest.length > 0) this.chunks[0] = rest;
    else this.chunks.shift();
    this.held -= length;
  }
}
