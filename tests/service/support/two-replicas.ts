import type { DatabaseKind } from './database.ts';
import { signedInPerson, type SignedInPerson } from './signed-in-person.ts';
import { startService, type TestService } from './start-service.ts';

/** Two processes of one company on one database, and its first admin. */
export interface TwoReplicas {
  readonly service: TestService;
  readonly replica: TestService;
  readonly ada: SignedInPerson;
  stop(): Promise<void>;
}

export async function startTwoReplicas(kind: DatabaseKind): Promise<TwoReplicas> {
  const service = await startService(kind);
  const { database, address: publicUrl } = service;
  const replica = await startService(kind, { database, publicUrl });
  return {
    service,
    replica,
    ada: await signedInPerson(service, 'Ada Admin', 'admin'),
    stop: async () => {
      await replica.stop();
      await service.stop();
    },
  };
}
