// What every page runs: the dependency's parts that we use, and our own small ones.
import { Button } from "nhsuk-frontend/dist/nhsuk/components/button/button.mjs";
import { ErrorSummary } from "nhsuk-frontend/dist/nhsuk/components/error-summary/error-summary.mjs";
import { PasswordInput } from "nhsuk-frontend/dist/nhsuk/components/password-input/password-input.mjs";
import { SkipLink } from "nhsuk-frontend/dist/nhsuk/components/skip-link/skip-link.mjs";

import { closeOnLeaving } from "./account_menu.js";
import { watchCertificates } from "./certificate_panel.js";
import { openForPrinting } from "./folded.js";
import { offerTools } from "./page_tools.js";
import { clearOnSigningOut, dropWhatCameLate } from "./unsent.js";

// The dependency looks for both classes; they are set here because pages carry no inline script.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");

for (const Part of [Button, ErrorSummary, PasswordInput, SkipLink]) {
  for (const element of document.querySelectorAll(`[data-module="${Part.moduleName}"]`)) {
    try {
      new Part(element);
    } catch (problem) {
      console.warn(problem); // The page works without it.
    }
  }
}

closeOnLeaving();
watchCertificates();
openForPrinting();
offerTools();
clearOnSigningOut();
dropWhatCameLate();
