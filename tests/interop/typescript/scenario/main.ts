import { sandboxes } from "./sandboxes.js";
import { definitions, lifecycle } from "./services.js";
import { sessions } from "./sessions.js";
import { farewell, tenants } from "./tenants.js";
import { tomorrow } from "./tomorrow.js";

await tenants();
await definitions();
await lifecycle();
await sessions(await sandboxes());
await tomorrow();
await farewell();
