//! Responses that fit the promise of their operation, and what a client makes of them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use nimbus::RetryPolicy;
use nimbus_conformance::script::TENANT;
use serde::Deserialize;
use serde_json::Value;

use super::arguments::Arguments;
use super::calls;
use super::cases::{Case, equal, run};
use super::failure::value_of;
use super::server::{Act, Response, Server};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    operation: String,
    response: Response,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    #[serde(default)]
    values: BTreeMap<String, Value>,
    #[serde(default)]
    instants: BTreeMap<String, Instant>,
    #[serde(default)]
    absent: Vec<String>,
    #[serde(default)]
    unknown: Vec<String>,
    #[serde(default)]
    known: Vec<String>,
    back: Option<Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Instant {
    seconds: i64,
    nanoseconds: i32,
}

#[tokio::test(start_paused = true)]
async fn every_reply_is_decoded_as_its_vector_says() {
    run("responses", check).await;
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
    let decoded = value_of(call.await)?;
    let (seen, expect) = (decoded.json(), &case.expect);
    let at = |pointer: &String| {
        let found = seen.pointer(pointer);
        found.ok_or_else(|| format!("nothing at {pointer} of {seen}"))
    };
    for (pointer, value) in &expect.values {
        equal(pointer, at(pointer)?, value)?;
    }
    for (pointer, instant) in &expect.instants {
        let text = at(pointer)?.as_str().unwrap_or_default();
        let time: Timestamp = text.parse().map_err(|_| format!("{text:?} is no time"))?;
        let expected = (instant.seconds, instant.nanoseconds);
        equal(
            pointer,
            (time.as_second(), time.subsec_nanosecond()),
            expected,
        )?;
    }
    for pointer in &expect.absent {
        equal(pointer, seen.pointer(pointer), None)?;
    }
    for (pointers, unknown) in [(&expect.unknown, true), (&expect.known, false)] {
        for pointer in pointers {
            let is_unknown = decoded.is_unknown(pointer);
            let is_unknown = is_unknown.ok_or_else(|| format!("no enum or union at {pointer}"))?;
            equal(&format!("{pointer}: unknown"), is_unknown, unknown)?;
        }
    }
    match &expect.back {
        Some(Value::String(same)) if same == "same" => {
            let body = response.json.as_ref().ok_or("the response is not JSON")?;
            equal("what is given back", by_instants(&seen), by_instants(body))
        }
        Some(back) => equal("what is given back", &by_instants(&seen), back),
        None => Ok(()),
    }
}

/// The same, with timestamps in their shortest form: the fraction of one has no length of its own.
fn by_instants(value: &Value) -> Value {
    match value {
        Value::String(text) => match text.parse::<Timestamp>() {
            Ok(time) => time.to_string().into(),
            Err(_) => value.clone(),
        },
        Value::Array(items) => items.iter().map(by_instants).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), by_instants(value)))
            .collect(),
        other => other.clone(),
    }
}
