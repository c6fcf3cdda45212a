import { waitForTokens } from '../../utils/settings-page/wait-for-tokens.ts';

// WXT's own context is left aside: any page can end it by an event of a known name.
waitForTokens(document);
