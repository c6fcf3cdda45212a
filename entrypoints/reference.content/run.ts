import { startOnReference } from '../../utils/reference-page/start.ts';

// WXT's own context is left aside: any page can end it by an event of a known name.
startOnReference(document);
