// Starts the viewer on the page that the emulator serves.
"use strict";

// The viewer's validation library tries out whether it may compile code. The page's policy forbids that, and the
// browser would report the try as an error.
globalThis.__zod_globalConfig = { jitless: true };

// What keeps the viewer to this machine is off or empty here; the page's policy would stop the rest.
const OPTIONS = {
  agent: { disabled: true },
  mcp: { disabled: true },
  telemetry: false,
  proxyUrl: "",
  withDefaultFonts: false,
  hideClientButton: true,
  showDeveloperTools: "never",
  defaultOpenAllTags: true,
  showOperationId: true,
  orderSchemaPropertiesBy: "preserve",
};

const METHODS = ["get", "put", "post", "patch", "delete"];
const RETRY_COLORS = { safe: "#0a7d33", guarded: "#8a5a00", unsafe: "#b3261e" };

// The viewer shows no extensions of its own accord; whether a call may be sent again is worth a badge.
function badges(api) {
  for (const path of Object.values(api.paths)) {
    for (const method of METHODS) {
      const retry = path[method]?.["x-retry"];
      if (retry) {
        path[method]["x-badges"] = [{ name: `retry: ${retry}`, color: RETRY_COLORS[retry] }];
      }
    }
  }
  return api;
}

addEventListener("DOMContentLoaded", async () => {
  const { url, ...own } = JSON.parse(document.getElementById("settings").textContent);
  const api = await (await fetch(url)).json();
  Scalar.createApiReference("#reference", { ...OPTIONS, ...own, content: badges(api) });
});
