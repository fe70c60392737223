// SPDX-License-Identifier: Apache-2.0
import type { Component } from 'svelte';

// A type, not an interface: only so does it fit the open properties of lucide's icons.
type IconProperties = { class?: string };

/** An icon of `@lucide/svelte/icons/<name>`, imported one by one. */
export type Icon = Component<IconProperties>;

export type Tone = 'ok' | 'info' | 'warn' | 'bad' | 'mute';
