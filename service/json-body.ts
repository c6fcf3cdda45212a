/**
 * A body that is written as JSON already, in the bytes that go out. Encoded once: a text would be
 * gone through for its length and once more when it is sent.
 */
export class JsonBody {
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(json: string) {
    this.bytes = Buffer.from(json);
  }
}
