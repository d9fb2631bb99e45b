//! Responses that do not fit the promise of their operation, and all that the error tells of them.

use std::collections::BTreeSet;

use nimbus::{Error, RetryPolicy};
use nimbus_conformance::script::TENANT;
use serde::Deserialize;
use serde_json::Value;

use super::arguments::Arguments;
use super::calls;
use super::cases::{Case, equal, run};
use super::failure::{error_of, kind};
use super::server::{Act, Response, Server};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    operation: String,
    response: Response,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Expect {
    kind: String,
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    detail: Option<Value>,
    action: Option<String>,
    retry_after_ms: Option<u128>,
    is: BTreeSet<String>,
}

#[tokio::test(start_paused = true)]
async fn every_bad_reply_becomes_the_error_that_its_vector_describes() {
    run("errors", check).await;
}

async fn check(server: &Server, case: &Case<Input, Expect>) -> Result<(), String> {
    let Input {
        operation,
        response,
    } = &case.input;
    server.play([Act::Response(response.clone())]);
    let options = server
        .options()
        .retry(RetryPolicy::disabled())
        .tenant(TENANT);
    let nimbus = options.build().map_err(|error| error.to_string())?;
    let arguments = Arguments::plain(operation);
    let call = calls::make(&nimbus, operation, &arguments);
    let (error, expect) = (error_of(call.await)?, &case.expect);

    equal("kind", &kind(error.kind()), &expect.kind)?;
    let status = error.status().map(|status| status.as_u16());
    equal("status", status, Some(response.status))?;
    equal("operation", error.operation(), Some(operation.as_str()))?;
    equal("code", error.code(), expect.code.as_deref())?;
    if let Some(message) = &expect.message {
        equal("message", error.message(), message.as_str())?;
    }
    equal(
        "request id",
        error.request_id(),
        expect.request_id.as_deref(),
    )?;
    equal("detail", error.detail(), expect.detail.as_ref())?;
    let action = error.remediation().map(|it| it.action.as_str());
    equal("action", action, expect.action.as_deref())?;
    let retry_after = error.retry_after().map(|pause| pause.as_millis());
    equal("retry after", retry_after, expect.retry_after_ms)?;
    equal("is", &predicates(&error), &expect.is)?;
    equal("attempts", error.attempts(), 1)?;
    equal("the number of requests", server.seen().len(), 1)
}

fn predicates(error: &Error) -> BTreeSet<String> {
    let all = [
        ("not_found", error.is_not_found()),
        ("conflict", error.is_conflict()),
        ("precondition_failed", error.is_precondition_failed()),
        ("unauthorized", error.is_unauthorized()),
        ("forbidden", error.is_forbidden()),
        ("timeout", error.is_timeout()),
        ("retryable", error.is_retryable()),
    ];
    let true_ones = all.into_iter().filter(|(_, holds)| *holds);
    true_ones.map(|(name, _)| name.to_owned()).collect()
}
