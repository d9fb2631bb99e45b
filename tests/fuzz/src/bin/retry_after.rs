//! `RetryPolicy-After`: seconds, a date, or nothing; and no pause is ever longer than the policy allows. The input has the
//! header on its first line, the server's `Date` on the second, and a body after them.

#![no_main]

use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use nimbus::RetryPolicy;
use nimbus::fuzzing::{pause, reply_error};
use reqwest::StatusCode;
use reqwest::header::{DATE, HeaderMap, HeaderValue, RETRY_AFTER};
use serde_json::Value;

const LIMIT: Duration = Duration::from_secs(20);

fuzz_target!(|data: &[u8]| {
    let mut lines = data.splitn(3, |byte| *byte == b'\n');
    let mut headers = HeaderMap::new();
    for name in [RETRY_AFTER, DATE] {
        let line = lines.next().unwrap_or_default();
        if let Ok(value) = HeaderValue::from_bytes(line) {
            headers.insert(name, value);
        }
    }
    let body = lines.next().unwrap_or_default();
    let status = StatusCode::SERVICE_UNAVAILABLE;
    let sent = HeaderValue::from_static("Bearer planted-credential-0815");
    let error = reply_error(status, headers.clone(), body, &sent);
    let wish = error.retry_after();
    check_wish(wish, &headers, body);

    let retry = RetryPolicy::builder().max_retry_after(LIMIT).build();
    let retry = retry.expect("the policy is possible");
    for (attempts, random) in [(1, 0.0), (1, 1.0), (2, 0.5)] {
        let pause = pause(&retry, &error, attempts, random);
        let pause = pause.expect("a read that met 503 is repeated");
        assert!(pause <= LIMIT, "{pause:?}");
        assert!(pause >= wish.unwrap_or_default().min(LIMIT), "{pause:?}");
    }
    assert!(pause(&retry, &error, 3, 0.0).is_none());
});

fn check_wish(wish: Option<Duration>, headers: &HeaderMap, body: &[u8]) {
    let text = |name| Some(headers.get(name)?.to_str().ok()?.trim());
    let date = |name| httpdate::parse_http_date(text(name)?).ok();
    let header = text(RETRY_AFTER).unwrap_or_default();
    let is_number = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    let is_number = header.bytes().all(is_number) && !header.starts_with('.');
    let seconds = header.parse().ok().filter(|_| is_number);
    let seconds = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    if seconds.is_some() {
        assert_eq!(wish, seconds);
    } else if let Some(until) = date(RETRY_AFTER) {
        let wish = wish.expect("a date is a wish");
        if let Some(now) = date(DATE) {
            assert_eq!(wish, until.duration_since(now).unwrap_or_default());
        }
    } else {
        let body = serde_json::from_slice::<Value>(body).ok();
        let detail = body
            .as_ref()
            .and_then(|body| body.pointer("/error/detail/retryAfterMs"));
        let milliseconds = detail.and_then(Value::as_u64);
        assert_eq!(wish, milliseconds.map(Duration::from_millis), "{header:?}");
    }
}
