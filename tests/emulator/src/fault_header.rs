//! Faults that a request asks for itself, for tests that are not written in Rust.

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::Value;

use crate::fault::{Effect, Fault};

/// The header by which a request asks for a fault of its own: directives separated by `;`.
///
/// | Directive | Effect |
/// |---|---|
/// | `status=503` | answered so, with an empty body, and not handled |
/// | `code=rate.limited`, `retryable` | with `status`: an error envelope as its body |
/// | `late` | with `status`: handled first, then answered so |
/// | `retry-after=1` | the header `Retry-After` |
/// | `content-type=text/html` | the content type of the answer |
/// | `set=/status/health:"odd"` | in the JSON body, the value at this pointer; a new field of an object is added |
/// | `latency=200ms` | a wait before anything else |
/// | `drop=before`, `drop=after` | the connection is closed, before or after handling |
/// | `truncate` | the whole length is announced, half of the body sent |
/// | `slow=16/10ms` | the body in chunks of 16 bytes, 10 ms apart |
pub const FAULT_HEADER: &str = "x-nimbus-emulator-fault";

/// The effect that a header asks for, or what is wrong with it.
pub(crate) fn parse(header: &str) -> Result<Effect, String> {
    let mut fault = Fault::next();
    let mut status = None;
    let mut code = None;
    let mut retryable = false;
    for directive in header.split(';').map(str::trim).filter(|d| !d.is_empty()) {
        let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
        let wrong = || format!("{FAULT_HEADER}: cannot read `{directive}`");
        fault = match name {
            "status" => {
                let number: u16 = value.parse().map_err(|_| wrong())?;
                status = Some(number);
                fault
            }
            "code" => {
                code = Some(value);
                fault
            }
            "retryable" => {
                retryable = true;
                fault
            }
            "late" => fault.after_handling(),
            "retry-after" => fault.retry_after(value),
            "content-type" => fault.content_type(value),
            "set" => {
                let (pointer, json) = value.split_once(':').ok_or_else(wrong)?;
                let json: Value = serde_json::from_str(json).map_err(|_| wrong())?;
                fault.set(pointer, json)
            }
            "latency" => fault.latency(duration(value).ok_or_else(wrong)?),
            "drop" => match value {
                "before" => fault.drop_before(),
                "after" => fault.drop_after(),
                _ => return Err(wrong()),
            },
            "truncate" => fault.truncated(),
            "slow" => {
                let (chunk, pause) = value.split_once('/').ok_or_else(wrong)?;
                let chunk = chunk.parse().map_err(|_| wrong())?;
                fault.slow_body(chunk, duration(pause).ok_or_else(wrong)?)
            }
            _ => return Err(wrong()),
        };
    }
    if let Some(status) = status {
        fault = match code {
            Some(code) => fault.error(status, code, retryable),
            None => fault.answer(status),
        };
    }
    Ok(fault.effect)
}

/// `200ms`, `2s`, or a plain number of milliseconds.
fn duration(text: &str) -> Option<Duration> {
    if let Ok(millis) = text.parse() {
        return Some(Duration::from_millis(millis));
    }
    let parsed: SignedDuration = text.parse().ok()?;
    parsed.try_into().ok()
}
