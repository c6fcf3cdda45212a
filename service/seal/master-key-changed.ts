/**
 * The database was sealed anew by `service rewrap`, and this process has the key from before: it
 * must seal nothing any more and can open nothing. Trying again helps once it has the new key file.
 */
export class MasterKeyChanged extends Error {
  override readonly name = 'MasterKeyChanged';
}
