/** `npm run build`: the extension for both browsers, to `.output/chrome-mv3` and `.output/firefox-mv3`. */
import { build } from 'wxt';

await build({ browser: 'chrome', manifestVersion: 3 });
await build({ browser: 'firefox', manifestVersion: 3 });
