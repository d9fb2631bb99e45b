//! Waits, on a virtual clock: how often they look, how long they take, and how they end.

use std::collections::BTreeMap;
use std::time::Duration;

use nimbus::{Nimbus, SandboxWaitCondition, ServiceWaitCondition};
use nimbus_conformance::resources;
use nimbus_conformance::script::TENANT;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::time::Instant;

use super::arguments::Arguments;
use super::calls::{self, milliseconds};
use super::cases::{Case, equal, run};
use super::failure::{Failure, argument, error_of, kind, value_of};
use super::kept::Decoded;
use super::server::{Act, Response, Server};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    operation: String,
    #[serde(default)]
    arguments: Arguments,
    /// What a look before the call sees.
    before: Option<Map<String, Value>>,
    /// The response to the call before the wait.
    first: Option<Response>,
    looks: Vec<Look>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
enum Look {
    Sees(Map<String, Value>),
    #[serde(untagged)]
    Act(Act),
    #[serde(untagged)]
    Late {
        sees: Map<String, Value>,
        #[serde(rename = "delayMs")]
        delay_ms: u64,
    },
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Expect {
    outcome: String,
    #[serde(default)]
    values: BTreeMap<String, Value>,
    status: Option<u16>,
    last_status: Option<String>,
    argument: Option<String>,
    looks: usize,
    elapsed_ms: u64,
}

/// Sets what the arguments say of a wait.
macro_rules! on_terms {
    ($wait:expr, $arguments:expr) => {{
        let (mut wait, a) = ($wait, $arguments);
        if let Some(timeout) = milliseconds(a, "timeoutMs")? {
            wait = wait.wait_timeout(timeout);
        }
        if let Some(interval) = milliseconds(a, "intervalMs")? {
            wait = wait.interval(interval);
        }
        if a.value("tolerateFailure")? == Some(true) {
            wait = wait.tolerate_failure();
        }
        wait
    }};
}

#[tokio::test(start_paused = true)]
async fn every_wait_takes_the_course_that_its_vector_describes() {
    run("waits", check).await;
}

async fn check(server: &Server, case: &Case<Input, Expect>) -> Result<(), String> {
    let (input, expect) = (&case.input, &case.expect);
    let before = input.before.iter().map(|sees| response(sees, 0, input));
    let first = input.first.iter().cloned();
    let calls: Vec<Act> = before.chain(first).map(Act::Response).collect();
    let looks = input.looks.iter().map(|look| act(look, input));
    server.play(calls.iter().cloned().chain(looks));
    let options = server.options().tenant(TENANT);
    let nimbus = options.build().map_err(|error| error.to_string())?;
    let start = Instant::now();
    let outcome = wait(&nimbus, input).await;
    let elapsed = start.elapsed();

    let posts = server
        .seen()
        .iter()
        .filter(|seen| seen.method == "POST")
        .count();
    equal(
        "calls before the wait",
        posts,
        usize::from(input.first.is_some()),
    )?;
    // An attempt without a connection is a look as well.
    let looks = server.attempts().len().saturating_sub(calls.len());
    // The random part of the first pause may leave no time for the last look before the deadline.
    let is_overdue = expect.outcome == "wait_timeout" && expect.looks > 1;
    if !(is_overdue && looks + 1 == expect.looks) {
        equal("looks", looks, expect.looks)?;
    }
    let expected = Duration::from_millis(expect.elapsed_ms);
    // The pause after the first poll is longer by a random part of the interval.
    let random = match expect.outcome.as_str() {
        "wait_timeout" => Duration::ZERO,
        _ if expect.looks < 2 => Duration::ZERO,
        _ => {
            let interval = input.arguments.value("intervalMs").ok().flatten();
            Duration::from_millis(interval.unwrap_or(250))
        }
    };
    if elapsed < expected || elapsed > expected + random + Duration::from_millis(5) {
        return Err(format!("it takes {elapsed:?}, not {expected:?}"));
    }
    if expect.outcome == "value" {
        let seen = value_of(outcome)?.json();
        for (pointer, value) in &expect.values {
            equal(pointer, seen.pointer(pointer), Some(value))?;
        }
        return Ok(());
    }
    let error = error_of(outcome)?;
    equal("outcome", &kind(error.kind()), &expect.outcome)?;
    equal(
        "status",
        error.status().map(|status| status.as_u16()),
        expect.status,
    )?;
    equal(
        "last observed",
        error.last_status(),
        expect.last_status.as_deref(),
    )?;
    if let Some(told) = error.polls() {
        equal("the error's looks", told as usize, looks)?;
    }
    equal("argument", argument(&error), expect.argument.as_deref())
}

async fn wait(nimbus: &Nimbus, input: &Input) -> Result<Box<dyn Decoded>, Failure> {
    let a = &input.arguments;
    Ok(match input.operation.as_str() {
        "services_wait" => {
            a.only(&[
                "name",
                "until",
                "timeoutMs",
                "intervalMs",
                "tolerateFailure",
            ])?;
            let until: ServiceWaitCondition = a.the_text("until")?.parse()?;
            let wait = nimbus.services().wait(a.the_text("name")?, until);
            Box::new(on_terms!(wait, a).await?)
        }
        "sandboxes_wait" => {
            a.only(&["id", "until", "timeoutMs", "intervalMs", "tolerateFailure"])?;
            let until = match a.the_text("until")? {
                "ready" => SandboxWaitCondition::Ready,
                "stopped" => SandboxWaitCondition::Stopped,
                "healthy" => SandboxWaitCondition::Healthy,
                other => return Err(format!("the runner does not know {other}").into()),
            };
            let wait = nimbus.sandboxes().wait(a.the_text("id")?, until);
            Box::new(on_terms!(wait, a).await?)
        }
        operation => return calls::make(nimbus, operation, a).await,
    })
}

fn act(look: &Look, input: &Input) -> Act {
    Act::Response(match look {
        Look::Act(act) => return act.clone(),
        Look::Sees(sees) => response(sees, 0, input),
        Look::Late { sees, delay_ms } => response(sees, *delay_ms, input),
    })
}

fn response(sees: &Map<String, Value>, delay_ms: u64, input: &Input) -> Response {
    let body = if input.operation.starts_with("sandboxes") {
        let mut sandbox = resources::sandbox();
        merge(&mut sandbox["status"], sees);
        sandbox
    } else {
        let mut service = json!({ "name": "web" });
        merge(&mut service, sees);
        service
    };
    Response {
        status: 200,
        headers: BTreeMap::new(),
        json: Some(body),
        text: None,
        delay_ms,
    }
}

fn merge(into: &mut Value, fields: &Map<String, Value>) {
    for (name, value) in fields {
        into[name] = value.clone();
    }
}
