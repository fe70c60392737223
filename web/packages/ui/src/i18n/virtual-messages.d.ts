// SPDX-License-Identifier: Apache-2.0
declare module 'virtual:loggia-messages' {
  type Loaders = Record<
    import('./languages').Language,
    () => Promise<{ default: Record<string, import('./format').CompiledMessage> }>
  >;
  export const first: Loaders;
  export const rest: Loaders;
}
