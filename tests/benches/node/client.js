// What a call costs with openapi-fetch: reads a service over 64 connections, and prints the nanoseconds of one call, those
// of all threads, and the most memory in kilobytes, as `cost times` does. For `cargo xtask bench`.
//
//   node client.js ENDPOINT CALLS

import createClient from "openapi-fetch";

const [baseUrl, calls] = [process.argv[2], Number(process.argv[3])];
const client = createClient({ baseUrl, headers: { authorization: "Bearer a-token-as-long-as-tokens-are" } });

async function run(count) {
  let left = count;
  const one = async () => {
    while (left-- > 0) {
      const { error, response } = await client.GET("/api/tenants/{tenant}/services/{name}", {
        params: { path: { tenant: "demo", name: "web" } },
        signal: AbortSignal.timeout(30_000),
      });
      if (error || !response.ok) throw new Error(`status ${response.status}`);
    }
  };
  await Promise.all(Array.from({ length: 64 }, one));
}

// Until the connections are there and the code is compiled.
await run(5_000);
const begun = process.cpuUsage();
await run(calls);
const { user, system } = process.cpuUsage(begun);
console.log(`time ${Math.round(((user + system) * 1000) / calls)}\nmemory ${process.resourceUsage().maxRSS}`);
