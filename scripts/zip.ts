/**
 * `npm run zip`: what the stores take, to `.output`: an archive for Chrome, one for Firefox, and the
 * sources that Mozilla’s reviewers build the latter from. The same tree gives the same bytes
 * (`scripts/check-zip.ts`).
 */
import { zip } from 'wxt';

await zip({ browser: 'chrome', manifestVersion: 3 });
await zip({ browser: 'firefox', manifestVersion: 3 });
