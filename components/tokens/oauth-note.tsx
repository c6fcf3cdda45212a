import { OutLink } from '../ui/out-link.tsx';

const OAUTH_DOCS = 'https://dev.frontapp.com/docs/oauth';

/** When a token is the wrong thing to make. */
export function OauthNote() {
  return (
    <p className="text-[13px] text-soft">
      Building something for other companies that use Front? Front wants{' '}
      <OutLink href={OAUTH_DOCS}>OAuth</OutLink> for that: tokens are for your own company, for one
      customer, and for scripts and trials.
    </p>
  );
}
