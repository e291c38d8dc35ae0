/** Told to the page's live stream when the browser is about to leave by a form: what ends then is no news to go elsewhere for. */
export const LEAVING = 'daypass:leaving'
