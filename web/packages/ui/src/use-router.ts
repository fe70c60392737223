// SPDX-License-Identifier: Apache-2.0
import { createContext } from 'svelte';
import type { Router } from './router.svelte';

/** The app sets it once; every component below reads it: `const router = useRouter()`. */
export const [useRouter, provideRouter] = createContext<Router>();
