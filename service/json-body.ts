/** A body that is written as JSON already, in the UTF-8 that goes out. */
export class JsonBody {
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(parts: readonly Uint8Array[]) {
    this.bytes = Buffer.concat(parts);
  }
}
