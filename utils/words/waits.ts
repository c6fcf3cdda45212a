/** Said when something was kept that could not be sent yet. */
export const WAITS = 'Kept here. It is sent as soon as the service answers.';
