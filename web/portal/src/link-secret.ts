// SPDX-License-Identifier: Apache-2.0
// The secret of a link in a mail stands behind the `#`, so that no server sees it. It leaves the address bar before
// anything else happens: out of the history, of pictures of the screen, and of what the browser remembers.

/** Takes the secret out of the address. Undefined when there is none, also after a reload. */
function take(): string | undefined {
  const secret = location.hash.slice(1);
  if (secret === '' || !/\/(reset|activate)\/?$/.test(location.pathname)) return undefined;
  history.replaceState(history.state, '', location.pathname + location.search);
  return secret;
}

let secret = take();

/** The secret of the link that was opened. Kept for this page's life only, so that trying again works. */
export function linkSecret(): string | undefined {
  return (secret = take() ?? secret);
}
