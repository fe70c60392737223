// SPDX-License-Identifier: Apache-2.0
// The colours of a portal: ready-made sets, and how well text reads on a colour.

export interface Colours {
  primary_colour: string;
  accent_colour: string;
  header_colour: string;
}

export type Theme = 'blue' | 'green' | 'grey' | 'gold';

export const themes: Record<Theme, Colours> = {
  blue: { primary_colour: '#1f4e8c', accent_colour: '#e0a13a', header_colour: '#12305a' },
  green: { primary_colour: '#1c5a45', accent_colour: '#f0a85c', header_colour: '#12312a' },
  grey: { primary_colour: '#3d4247', accent_colour: '#b8a78c', header_colour: '#f1efeb' },
  gold: { primary_colour: '#c9a24a', accent_colour: '#8c6a1e', header_colour: '#17150f' },
};

export const themeNames = Object.keys(themes) as Theme[];

export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/** Relative luminance of `#rrggbb` by WCAG 2.2, from 0 to 1. */
function luminance(colour: string): number {
  const channel = (start: number) => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** The contrast of the text that stands on a colour: white on dark ones, black on light ones, as the portal chooses. */
export function textContrast(colour: string): number {
  const light = luminance(colour);
  return light < 0.179 ? 1.05 / (light + 0.05) : (light + 0.05) / 0.05;
}
