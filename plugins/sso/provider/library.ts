const NOTICE = 'oidc-provider WARNING: Unsupported runtime. Use Node.js v22.x LTS, or a later LTS release.';

/**
 * oidc-provider prints one line while it is imported on Node 20, our floor, where it works and is tested. That exact line
 * is kept out of the product's output; whatever else is printed meanwhile passes.
 */
async function importLibrary() {
  const { warn } = console;
  console.warn = (...said: unknown[]) => {
    if (!String(said[0]).includes(NOTICE)) warn.apply(console, said);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}

export const { Provider, errors, interactionPolicy } = await importLibrary();
