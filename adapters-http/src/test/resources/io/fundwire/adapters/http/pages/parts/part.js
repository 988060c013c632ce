export const part = 'of the app';
