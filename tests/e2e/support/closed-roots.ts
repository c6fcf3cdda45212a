import { ProtocolError, type CDPSession, type Page } from 'puppeteer-core';
import { BROWSER } from './story.ts';

/** What a badge shows: the texts in its closed shadow root, in order, without its style sheet. */
export type BadgeText = readonly string[];

/**
 * Reads the closed shadow roots of the elements that match, in the order of the page. Nothing in the
 * page can do that; a debugger can. The build under test is the one that users get.
 */
export async function readClosedRoots(page: Page, selector: string): Promise<readonly BadgeText[]> {
  return BROWSER === 'chromium' ? readByDevTools(page, selector) : readByWebDriver(page, selector);
}

interface DevToolsNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string;
  readonly children?: readonly DevToolsNode[];
  readonly shadowRoots?: readonly DevToolsNode[];
}

/** A page that draws its rows anew between the question and the answer is asked again. */
async function readByDevTools(page: Page, selector: string): Promise<readonly BadgeText[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readOnceByDevTools(page, selector);
    } catch (error) {
      const drawnAnew = error instanceof ProtocolError && /\bnode\b/u.test(error.message);
      if (!drawnAnew || attempt === 20) throw error;
    }
  }
}

async function readOnceByDevTools(page: Page, selector: string): Promise<readonly BadgeText[]> {
  const session: CDPSession = await page.createCDPSession();
  try {
    const { root } = await session.send('DOM.getDocument', { depth: 0 });
    const { nodeIds } = await session.send('DOM.querySelectorAll', {
      nodeId: root.nodeId,
      selector,
    });
    return await Promise.all(
      nodeIds.map(async (nodeId) => {
        const described = await session.send('DOM.describeNode', {
          nodeId,
          depth: -1,
          pierce: true,
        });
        const node = described.node as DevToolsNode;
        return (node.shadowRoots ?? []).flatMap(textsOfDevToolsNode);
      }),
    );
  } finally {
    await session.detach();
  }
}

function textsOfDevToolsNode(node: DevToolsNode): string[] {
  if (node.nodeName === 'STYLE') return [];
  if (node.nodeType === 3) return [node.nodeValue];
  return (node.children ?? []).flatMap(textsOfDevToolsNode);
}

/** A node as WebDriver BiDi writes it (https://www.w3.org/TR/webdriver-bidi/#type-script-RemoteValue). */
interface RemoteNode {
  readonly value?: {
    readonly nodeType: number;
    readonly localName?: string;
    readonly nodeValue?: string;
    readonly children?: readonly RemoteNode[];
    readonly shadowRoot?: RemoteNode | null;
  };
}

/** The part of puppeteer's connection that it has no public call for. */
interface BidiFrame {
  readonly browsingContext: {
    readonly id: string;
    readonly userContext: { readonly browser: { readonly session: BidiSession } };
  };
}

interface BidiSession {
  send(
    method: 'script.evaluate',
    params: unknown,
  ): Promise<{ result: { result: { value: readonly RemoteNode[] } } }>;
}

async function readByWebDriver(page: Page, selector: string): Promise<readonly BadgeText[]> {
  const { id, userContext } = (page.mainFrame() as unknown as BidiFrame).browsingContext;
  const answer = await userContext.browser.session.send('script.evaluate', {
    expression: `[...document.querySelectorAll(${JSON.stringify(selector)})]`,
    target: { context: id },
    awaitPromise: false,
    serializationOptions: { maxDomDepth: 10, maxObjectDepth: 2, includeShadowTree: 'all' },
  });
  return answer.result.result.value.map(({ value }) => textsOfRemoteNode(value?.shadowRoot ?? {}));
}

function textsOfRemoteNode({ value }: RemoteNode): string[] {
  if (value === undefined || value.localName === 'style') return [];
  if (value.nodeType === 3) return [value.nodeValue ?? ''];
  return (value.children ?? []).flatMap(textsOfRemoteNode);
}
