import { OPERATIONS_BY_ID } from '../../contract/operations.ts';
import { OperationPanel } from './operation-panel.tsx';
import type { PageOperation } from './page-operation.ts';

/** What the popup shows above a page about this operation; null for one that isn't known. */
export function operationOnPage(id: string): PageOperation | null {
  const operation = OPERATIONS_BY_ID.get(id);
  return operation === undefined ? null : { operation, Panel: OperationPanel };
}
