import { OutLink } from '../ui/out-link.tsx';
import { RichText } from '../ui/rich-text.tsx';

const OAUTH_DOCS = 'https://dev.frontapp.com/docs/oauth';

/** When a token is the wrong thing to make. */
export function OauthNote() {
  return (
    <p className="text-[13px] text-soft">
      <RichText
        k="tokens.oauthText"
        parts={{ oauth: <OutLink href={OAUTH_DOCS}>OAuth</OutLink> }}
      />
    </p>
  );
}
