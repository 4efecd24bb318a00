/** What shows that it is our page that asks, while somebody is signed in with a session. */
let csrfToken;

export const signedIn = () => Boolean(csrfToken);

export const csrfHeader = () => (csrfToken ? { "X-CSRF-Token": csrfToken } : {});

/** Who is signed in in this browser, or null. */
export async function loadSession() {
  const told = await answered("/sessie");
  csrfToken = told?.csrfToken;
  return told?.signedIn ? told : null;
}

/** End the session at "/afmelden" or "/wissel", and go where that leads. */
export async function leave(path) {
  await loadSession(); // It may have begun anew in another tab.
  const told = await answered(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...csrfHeader() },
    body: "{}",
  });
  location.assign(told?.logoutUrl ?? told?.switchUrl ?? location.href);
}

async function answered(path, options) {
  try {
    return await (await fetch(path, options)).json();
  } catch {
    return null;
  }
}
