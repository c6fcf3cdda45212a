import type { ErrorCode, FieldProblem } from '../../contract/errors.ts';
import type {
  CreatedToken,
  CreateToken,
  ExportAuditQuery,
  PatchToken,
  RevealToken,
  Token,
} from '../../contract/token.ts';
import type { RotateToken } from '../../contract/rotation.ts';
import type { Me } from '../../contract/member.ts';
import type { InsertOutcome } from '../at-hand/insert.ts';
import type { CaptureOutcome, CaptureRequest } from '../capture/save-shown-value.ts';
import type { PageFacts, PanelTarget } from '../front-page/page-facts.ts';
import type { WantedCreate, WantedEdit } from '../outbox/outbox.ts';
import type { OperationNote } from '../operations/operation-note.ts';
import type { AnyPeopleCall } from '../people/people-calls.ts';

/**
 * Who may send a message: an own page of the extension, or one of the content scripts: on Front's
 * settings page, on Front's API reference.
 */
export type SenderKind = 'extension_page' | 'settings_script' | 'reference_script';

/** Where the extension stands with its service, as far as it knows without asking. */
export type SessionState =
  /** No service address was chosen yet. */
  | { kind: 'not_connected' }
  | { kind: 'signed_out'; address: string }
  /** Locked by idle time, by a person or by the start of the browser: nothing is shown until the same person signs in. */
  | { kind: 'locked'; address: string; me: Me }
  /** The sign-in ended (expired, revoked); the cache is kept so that notes stay readable. */
  | { kind: 'expired'; address: string; me: Me }
  | { kind: 'signed_in'; address: string; me: Me };

/**
 * Why a message's work was not done. Refusals of the service keep their code; the others arise on
 * the way to it. Pages turn the code into words (`utils/words.ts`).
 */
export type Failure =
  | { code: ErrorCode; message: string; fields?: readonly FieldProblem[] }
  /** A refusal of a newer service, with a code that this version has no name for. */
  | { code: 'unknown_refusal'; message: string }
  | {
      code:
        | 'not_connected'
        | 'unreachable'
        | 'not_a_service'
        | 'service_too_old'
        | 'bad_address'
        | 'sign_in_cancelled'
        | 'sign_in_failed'
        /** A confirmation was made by somebody else than who is signed in. */
        | 'other_person'
        /** What a page sends was typed by somebody else than who is signed in. */
        | 'other_author'
        /** Nothing is done or told until somebody signs in again. */
        | 'locked'
        | 'wrong_answer'
        /** The browser could not store a change; nothing was sent. */
        | 'not_kept'
        /** What is asked about a change that waits has been done, or is gone, meanwhile. */
        | 'change_gone'
        /** The message was refused by the background: wrong sender, unknown name, or another build. */
        | 'refused';
      message: string;
    };

export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** What a badge on Front's settings page shows of a token: notes alone, and never a value or a hint of one. */
export interface TokenNote {
  readonly id: string;
  readonly name: string;
  readonly kind: Token['kind'];
  readonly status: Token['status'];
  readonly purpose: string;
  readonly owner: string | null;
  readonly tags: readonly string[];
  readonly environment: string | null;
  readonly expiresAt: string | null;
  /** When it was written into the register, or issued; ISO 8601. */
  readonly createdAt: string;
  /** Its own last call through the gateway, or that of the issued tokens that stand on it. */
  readonly lastUsedAt: string | null;
  /** Issued tokens that stand on it, and stop working with it. */
  readonly standing: number;
}

export interface NotesAnswer {
  readonly notes: readonly TokenNote[];
  /**
   * True when a name without a note is not in the register for sure, and whoever looks may record it.
   * False where nothing is known: locked, signed out, or long not in step.
   */
  readonly mayAdd: boolean;
}

/** What the page of one token shows beside the note. */
export interface NoteDetails {
  readonly usedIn: readonly string[];
  /** Who has seen the value here, newest first; null for those who may not read the log. */
  readonly seenBy: readonly { readonly who: string; readonly at: string }[] | null;
}

/** How a change stands that was kept and sent, or kept to be sent. */
export type Kept =
  | { readonly kind: 'sent'; readonly token: Token }
  /** Kept. `id` is that of its token, provisional for one that is still to be created. */
  | { readonly kind: 'waiting'; readonly id: string; readonly why: Failure | null }
  /** Somebody else changed the same: the person decides, on the token’s edit page. */
  | { readonly kind: 'conflict' }
  /** The service said no. It is kept until it is discarded or tried again. */
  | { readonly kind: 'refused'; readonly failure: Failure };

/**
 * Every message that the background answers, with who may send it beside its type. A message that
 * is not here, or comes from somebody else, is refused.
 */
export interface Protocol {
  'session.get': { from: 'extension_page'; input: null; output: SessionState };
  /** Checks that a token service of a fitting version answers at the address, and keeps the address. */
  'session.connect': { from: 'extension_page'; input: { address: string }; output: SessionState };
  /**
   * Opens the service’s sign-in window and waits for it; unlocks too. The code of an invitation goes
   * to the service in the body of a request, and is kept nowhere.
   */
  'session.sign_in': {
    from: 'extension_page';
    input: { invitation: string } | null;
    output: SessionState;
  };
  /** Has the person confirm with their passkey in the sign-in window, for a call refused with `passkey_needed`. */
  'session.confirm': { from: 'extension_page'; input: null; output: SessionState };
  /** Forgets what the session calls with, until the person signs in again. The cache stays, and is shown to nobody. */
  'session.lock': { from: 'extension_page'; input: null; output: SessionState };
  /** Ends the session at the service, wipes the cache, the drafts and the key. */
  'session.sign_out': { from: 'extension_page'; input: null; output: SessionState };
  /** Reads the whole list anew into the cache. `changed` says whether pages should read the cache again. */
  'tokens.refresh': { from: 'extension_page'; input: null; output: { changed: boolean } };
  'tokens.get': { from: 'extension_page'; input: { id: string }; output: Token };
  'tokens.create': {
    from: 'extension_page';
    input: { token: CreateToken; idempotencyKey: string };
    output: CreatedToken;
  };
  'tokens.update': {
    from: 'extension_page';
    input: { id: string; version: number; patch: PatchToken };
    output: Token;
  };
  /** Keeps an edit, then sends it: nothing of it is lost, and it is made once. See docs/outbox.md. */
  'changes.edit': { from: 'extension_page'; input: WantedEdit; output: Kept };
  /** The same for a new token without a value. */
  'changes.create': { from: 'extension_page'; input: WantedCreate; output: Kept };
  /** What the person decided about the fields in dispute; `version` is that of theirs. */
  'changes.settle': {
    from: 'extension_page';
    input: { change: string; version: number; patch: PatchToken };
    output: Kept;
  };
  /** Sends a refused change once more. */
  'changes.again': { from: 'extension_page'; input: { change: string }; output: Kept };
  'changes.discard': { from: 'extension_page'; input: { change: string }; output: null };
  /** Sends at once whatever waits. */
  'changes.send': { from: 'extension_page'; input: null; output: null };
  /** The one message that answers with a value. The page keeps it in memory while it is shown, nowhere else. */
  'tokens.reveal': {
    from: 'extension_page';
    input: { id: string; via: RevealToken['via'] };
    output: { value: string };
  };
  /** Gives a token a new value. The answer holds none; a pasted one passes through and is kept nowhere. */
  'tokens.rotate': {
    from: 'extension_page';
    input: { id: string; rotation: RotateToken; idempotencyKey: string };
    output: Token;
  };
  /**
   * Reads the value that Front shows in a tab and takes it to the service. The answer holds no value:
   * what was read goes through no message.
   */
  'tokens.save_shown_value': {
    from: 'extension_page';
    input: CaptureRequest;
    output: CaptureOutcome;
  };
  /** Puts the previous value of a Front token back. */
  'tokens.restore_value': { from: 'extension_page'; input: { id: string }; output: Token };
  'tokens.delete': { from: 'extension_page'; input: { id: string; version: number }; output: null };
  /** One of the calls about people, grants and requests; its answer is that of the route. */
  'people.call': { from: 'extension_page'; input: AnyPeopleCall; output: unknown };
  /** The whole log as a file's text. */
  'audit.export': {
    from: 'extension_page';
    input: { format: ExportAuditQuery['format'] };
    output: { text: string };
  };
  /**
   * Asks the background to clear the clipboard at `deadline` (ms since 1970) if it still holds the
   * text with this salted SHA-256 digest. The text itself is never sent.
   */
  'clipboard.guard': {
    from: 'extension_page';
    input: { salt: string; digest: string; deadline: number };
    output: null;
  };
  /**
   * The person agrees to the site of the field that they have clicked, named by its mark: the value goes
   * there, and past the page that asks.
   */
  'at_hand.insert': { from: 'extension_page'; input: { mark: string }; output: InsertOutcome };
  /** Notes of the tokens whose names the settings page shows. Answers from the cache, refreshing it when it is old. */
  'notes.by_name': {
    from: 'settings_script';
    input: { names: readonly string[] };
    output: NotesAnswer;
  };
  /** Where a token is used and who has seen it, for Front's page of that token. */
  'notes.details': { from: 'settings_script'; input: { id: string }; output: NoteDetails };
  /** Opens the side panel, or what the browser allows in its place, on a token or a form. It can do no more than that. */
  'panel.open': { from: 'settings_script'; input: PanelTarget; output: null };
  /** Front's pages about tokens are shown here: the script that reads them is wanted. */
  'page.arrived': { from: 'settings_script'; input: null; output: null };
  /** What the page shows now; null when it is none about tokens any more. Kept for this tab and this session of the browser. */
  'page.seen': { from: 'settings_script'; input: PageFacts | null; output: null };
  /** This token was on the page, Front's Delete was pressed for it, and now it is gone. */
  'page.deleted': { from: 'settings_script'; input: { name: string }; output: null };
  /** What a tab shows of Front's settings; null where that is unknown. `null` asks for the active tab. */
  'page.facts': {
    from: 'extension_page';
    input: { tabId: number } | null;
    output: PageFacts | null;
  };
  /** The person says that this token is still in Front: it is not reported again until it was listed. */
  'missing.dismiss': { from: 'extension_page'; input: { id: string }; output: null };
  /** What the label on a page of Front's API reference says; null for no label. A scope and a number, no name of a token. */
  'reference.look_up': {
    from: 'reference_script';
    input: { operation: string };
    output: OperationNote | null;
  };
  /** Opens the popup, or else the extension's own page, on this operation. It can do no more than that. */
  'reference.open': { from: 'reference_script'; input: { operation: string }; output: null };
  /** Shows the label no more, until somebody wants it again in the settings. */
  'reference.hide': { from: 'reference_script'; input: null; output: null };
}

export type MessageName = keyof Protocol;
export type MessageInput<N extends MessageName> = Protocol[N]['input'];
export type MessageOutput<N extends MessageName> = Protocol[N]['output'];

/** What goes through `runtime.sendMessage`. `build` lets an old page and a new worker notice each other. */
export interface Envelope<N extends MessageName = MessageName> {
  readonly companion: 1;
  readonly build: string;
  readonly name: N;
  readonly input: MessageInput<N>;
}
