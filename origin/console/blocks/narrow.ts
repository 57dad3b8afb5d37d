/** The screens of phones, as a media query; styles say the same. */
export const NARROW = '(max-width: 48em)'
