/** Where Front's admins make and delete API tokens. */
export const FRONT_SETTINGS = 'https://app.frontapp.com/settings/developers';
