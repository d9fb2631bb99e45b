//! What an error says to do is what the guide of the SDK says to do.

use nimbus_emulator::{Emulator, Principal, StartFailure};
use reqwest::Method;
use serde_json::json;

use crate::client::{Api, Reply, SANDBOXES, SERVICES, browser, definition, send, standalone};

const GUIDE: &str = include_str!("../../../../nimbus/docs/errors.md");

#[tokio::test]
async fn a_remedy_is_the_one_that_the_guide_has_for_the_code() {
    let principal = Principal::new("demo");
    let api = Api::with(Emulator::builder().principal("weak", principal)).await;
    let mut running = definition("tab", &browser());
    api.post(SERVICES, &running).await;
    running["metadata"]["generation"] = json!(7);
    api.emulator.fail_next_sandbox(StartFailure::Launch);
    let launch = api.post(SANDBOXES, &standalone("job")).await;
    let id = api.sandbox().await;
    api.act(&format!("{SANDBOXES}/{id}/stop")).await;
    let not_ready =
        json!({ "tenantId": "demo", "target": { "sandbox": { "id": id } }, "channels": ["stdio"] });
    for _ in 0..64 {
        api.sandbox().await;
    }
    let weak = api.bare(Method::GET, SERVICES).bearer_auth("weak");
    let replies = [
        (
            "auth.unauthorized",
            send(api.bare(Method::GET, SERVICES)).await,
        ),
        ("auth.forbidden", send(weak).await),
        (
            "op.invalid_input",
            api.get("/api/tenants/_x/services").await,
        ),
        ("op.conflict", api.post("/api/sessions", &not_ready).await),
        (
            "op.precondition_failed",
            api.put(&format!("{SERVICES}/tab"), &running).await,
        ),
        (
            "rate.resource_exhausted",
            api.post(SANDBOXES, &standalone("job")).await,
        ),
        ("service.internal", launch),
    ];
    for (code, reply) in &replies {
        assert_eq!(reply.code(), *code, "{}", reply.text);
        assert_eq!(remedy(reply), in_the_guide(code), "{code}");
    }
}

fn remedy(reply: &Reply) -> &str {
    reply.json["error"]["remediation"]["message"]
        .as_str()
        .unwrap()
}

/// The last cell of the code's row, without what it adds about the SDK.
fn in_the_guide(code: &str) -> &'static str {
    let start = format!("| `{code}` |");
    let row = GUIDE.lines().find(|line| line.starts_with(&start)).unwrap();
    let cell = row.trim_end_matches(" |").rsplit("| ").next().unwrap();
    cell.split([';', '(']).next().unwrap().trim_end()
}
