// SPDX-License-Identifier: Apache-2.0

export interface Branding {
  primary_colour?: string | null;
  accent_colour?: string | null;
  header_colour?: string | null;
  /** A CSS font family. */
  display_font?: string | null;
}

const tokens: Record<keyof Branding, string> = {
  primary_colour: '--brand',
  accent_colour: '--brand-accent',
  header_colour: '--header-bg',
  display_font: '--font-display',
};

/** Sets a portal's colours and font on the page, or on a part of it with `data-tenant` for a preview. */
export function applyBranding(branding: Branding, root: HTMLElement = document.documentElement): void {
  for (const [name, token] of Object.entries(tokens)) {
    const value = branding[name as keyof Branding];
    if (value) root.style.setProperty(token, value);
    else root.style.removeProperty(token);
  }
}
