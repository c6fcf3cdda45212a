/** Where an invitation link leads; its code stands behind `#`. */
export const INVITATION_PATH = '/invitation';
