import type { Authenticator } from './authenticator.ts';
import type { Browser, Page, Session } from './browser.ts';

export interface PasskeyForm {
  readonly action: string;
  /** What the page hands to the browser's WebAuthn interface. */
  readonly asked: { readonly challenge: string };
}

/** The form of a sign-in page that asks for a passkey, as its script reads it. */
export function passkeyForm(page: Page): PasskeyForm {
  const form = /<form[^>]*action="([^"]+)"[^>]*data-options="([^"]+)"/.exec(page.text);
  if (form === null) throw new Error(`no passkey is asked for: ${page.text}`);
  const options = form[2]!.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  return { action: form[1]!, asked: JSON.parse(options) as { challenge: string } };
}

/** From the extension's button to its tokens, by a passkey. */
export async function signInByPasskey(browser: Browser, key: Authenticator): Promise<Session> {
  const { page, verifier } = await browser.beginSignIn();
  const { action, asked } = passkeyForm(page);
  const end = await browser.open(action, { answer: key.use(asked) });
  if (end.leftTo === null) throw new Error(`not signed in: ${end.text}`);
  return browser.finishSignIn(end, verifier);
}
