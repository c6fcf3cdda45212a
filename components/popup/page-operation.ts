import type { ComponentType } from 'react';
import { create } from 'zustand';
import type { Operation } from '../../contract/operations.ts';
import { operationOfActiveTab } from '../../utils/reference-page/operation-of-active-tab.ts';
import type { OperationPanelProps } from './operation-panel.tsx';

export interface PageOperation {
  readonly operation: Operation;
  readonly Panel: ComponentType<OperationPanelProps>;
}

/** The operation of the page below the popup; null for a page that is about none. */
export const usePageOperation = create<{ readonly page: PageOperation | null }>()(() => ({
  page: null,
}));

/**
 * Reads it before the first paint, so that nothing moves afterwards; what shows it is loaded above
 * such a page alone.
 */
export async function readPageOperation(): Promise<void> {
  const id = await operationOfActiveTab();
  if (id === null) return;
  const { operationOnPage } = await import('./operation-on-page.ts');
  usePageOperation.setState({ page: operationOnPage(id) });
}
