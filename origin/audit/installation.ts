/** Stands for a project in entries about what belongs to none: people, and their sessions. No id is like it. */
export const INSTALLATION = '-'
