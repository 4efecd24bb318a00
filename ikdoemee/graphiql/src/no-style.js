// Stands in for react-style-singleton, which puts a <style> into the page to
// lock its scrolling behind a dialog. Our page never scrolls, and without it
// the Content-Security-Policy can do without style-src 'unsafe-inline'.
export const styleSingleton = () => () => null;
