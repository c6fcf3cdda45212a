import { StrictMode, useLayoutEffect, type ComponentType, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Crash, wordsOf } from './crash.tsx';
import { OfPerson } from './of-person.tsx';

export interface DrawnPage {
  /** @param onDrawn is called when it is drawn, in the same frame */
  readonly draw: (Page: ComponentType, onDrawn: () => void) => void;
  /** Says that the page could not be drawn, and why. */
  readonly crash: (error: unknown) => void;
}

/** Draws one of the extension's own pages into an element. */
export function drawPage(element: Element): DrawnPage {
  let drawn = (): void => undefined;
  let hasCrashed = false;
  const crash = (error: unknown): void => {
    hasCrashed = true;
    root.render(<Crash error={error} />);
  };
  const root = createRoot(element, {
    // React takes away all that it has drawn. Later, since it is still at that.
    onUncaughtError: (error) => {
      setTimeout(() => {
        drawn();
        // What says that the page can't be drawn can't be drawn either: nothing is left but the words.
        if (hasCrashed) element.textContent = wordsOf(error);
        else crash(error);
      });
    },
  });
  return {
    draw: (Page, onDrawn) => {
      drawn = onDrawn;
      root.render(
        <StrictMode>
          <Drawn onDrawn={onDrawn}>
            <OfPerson>
              <Page />
            </OfPerson>
          </Drawn>
        </StrictMode>,
      );
    },
    crash,
  };
}

function Drawn({ onDrawn, children }: { onDrawn: () => void; children: ReactNode }) {
  useLayoutEffect(onDrawn, [onDrawn]);
  return children;
}
