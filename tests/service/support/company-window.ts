import { HOST_ACTOR } from '../../../service/audit/write-audit.ts';
import { makeSetupCode } from '../../../service/auth/setup-code.ts';
import { Browser, type Session } from './browser.ts';
import type { CompanyProvider } from './company-provider.ts';
import type { TestService } from './start-service.ts';

/** A set-up code, as the command on the host makes it. */
export async function codeFor(service: TestService): Promise<string> {
  return (await makeSetupCode(service.store, HOST_ACTOR, new Date())).code;
}

/** A browser with the first page of the sign-in window before it. */
export async function begun(service: TestService) {
  const browser = new Browser(service.address);
  const { page, verifier } = await browser.beginSignIn();
  return { browser, page, verifier };
}

/** From the extension's button to the company's login and back. */
export async function goToCompany(
  service: TestService,
  company: CompanyProvider,
  { stopBefore }: { readonly stopBefore?: 'callback' } = {},
) {
  const { browser, page, verifier } = await begun(service);
  const to = await browser.open(`${page.url}/sso`);
  const back = await new Browser(company.address).open(to.leftTo!.href);
  const callback = back.leftTo!.href;
  const end = stopBefore === undefined ? await browser.open(callback) : page;
  return { browser, verifier, callback, end };
}

/** The same, to the end: signed in. */
export async function enter(
  service: TestService,
  company: CompanyProvider,
): Promise<{ browser: Browser; session: Session }> {
  const { browser, verifier, end } = await goToCompany(service, company);
  if (end.leftTo === null) throw new Error(`not signed in: ${end.text}`);
  return { browser, session: await browser.finishSignIn(end, verifier) };
}
