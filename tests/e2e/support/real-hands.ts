import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Page } from 'puppeteer-core';

// Of its own for each run, since two may stand side by side.
const DISPLAY = 100 + (process.pid % 400);

/** A screen that nobody sees, with a mouse and a keyboard that the browser takes for a person's. */
export interface RealHands {
  /** Clicks an element with the right button. */
  rightClick(page: Page, selector: string): Promise<void>;
  /** Presses keys one after the other, such as `Up`, into the menu that is open. */
  press(...keys: readonly string[]): void;
  close(): void;
}

/** Starts it, and has every browser that is launched from here on stand on it. */
export async function realHands(): Promise<RealHands> {
  const screen: ChildProcess = spawn(
    'Xvfb',
    [`:${DISPLAY}`, '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'],
    { stdio: 'ignore' },
  );
  const before = process.env.DISPLAY;
  process.env.DISPLAY = `:${DISPLAY}`;
  while (!existsSync(`/tmp/.X11-unix/X${DISPLAY}`)) await pause(50);
  return {
    rightClick,
    press(...keys) {
      for (const key of keys) xdotool('key', '--delay', '150', key);
    },
    close() {
      screen.kill();
      if (before === undefined) delete process.env.DISPLAY;
      else process.env.DISPLAY = before;
    },
  };
}

async function rightClick(page: Page, selector: string): Promise<void> {
  const at = await page.$eval(selector, (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const bars = outerHeight - innerHeight;
    return { x: screenX + left + width / 2, y: screenY + bars + top + height / 2 };
  });
  xdotool('mousemove', String(Math.round(at.x)), String(Math.round(at.y)), 'click', '3');
  // A menu takes keys when it has been drawn.
  await pause(700);
}

function xdotool(...args: readonly string[]): void {
  execFileSync('xdotool', args);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
