use nimbus_api::operations;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::*;
use crate::ErrorKind;
use crate::error::ErrorResponse;

fn refused() -> Error {
    Error::transport(ErrorKind::Connect, Sent::No, "refused", None)
}

fn limited(retry_after: &str) -> Error {
    let headers =
        HeaderMap::from_iter([(reqwest::header::RETRY_AFTER, retry_after.parse().unwrap())]);
    Error::status_response(ErrorResponse::new(
        StatusCode::TOO_MANY_REQUESTS,
        headers,
        b"",
    ))
}

fn pause(retry: RetryPolicy, error: &Error, attempts: u32, random: f64) -> Option<Duration> {
    retry.pause(error, &operations::SERVICES_START, attempts, random)
}

#[test]
fn the_pause_is_between_nothing_and_a_limit_that_doubles_up_to_5_s() {
    let patient = RetryPolicy::builder()
        .max_attempts(u32::MAX)
        .build()
        .unwrap();
    for (attempts, limit) in [
        (1, 200),
        (2, 400),
        (3, 800),
        (5, 3200),
        (6, 5000),
        (4_000_000, 5000),
    ] {
        let limit = Duration::from_millis(limit);
        assert_eq!(pause(patient, &refused(), attempts, 0.0), Some(limit));
        assert_eq!(
            pause(patient, &refused(), attempts, 1.0),
            Some(Duration::ZERO)
        );
    }
}

#[test]
fn without_jitter_the_pause_is_its_limit() {
    let exact = RetryPolicy::builder().jitter(0.0).build().unwrap();
    assert_eq!(
        pause(exact, &refused(), 2, 0.9),
        Some(Duration::from_millis(400))
    );
}

#[test]
fn the_third_attempt_is_the_last() {
    assert!(pause(RetryPolicy::default(), &refused(), 2, 0.5).is_some());
    assert_eq!(pause(RetryPolicy::default(), &refused(), 3, 0.5), None);
    assert_eq!(pause(RetryPolicy::disabled(), &refused(), 1, 0.5), None);
}

#[test]
fn the_servers_wish_counts_when_it_is_longer_and_no_more_than_20_s() {
    let wish = |text| pause(RetryPolicy::default(), &limited(text), 1, 0.0);
    assert_eq!(wish("0"), Some(Duration::from_millis(200)));
    assert_eq!(wish("7"), Some(Duration::from_secs(7)));
    assert_eq!(wish("86400"), Some(Duration::from_secs(20)));
    assert_eq!(
        wish("Fri, 31 Dec 9999 23:59:59 GMT"),
        Some(Duration::from_secs(20))
    );
}

#[test]
fn the_longest_of_all_durations_does_no_harm() {
    let longest = RetryPolicy::builder()
        .initial_backoff(Duration::MAX)
        .max_backoff(Duration::MAX)
        .jitter(0.0)
        .build()
        .unwrap();
    assert_eq!(pause(longest, &refused(), 2, 0.0), Some(Duration::MAX));
}

#[test]
fn what_will_not_get_better_by_waiting_is_not_repeated() {
    assert_eq!(
        pause(RetryPolicy::default(), &refused().lasting(), 1, 0.5),
        None
    );
}

#[tokio::test(start_paused = true)]
async fn a_pause_that_leaves_no_time_before_the_deadline_is_not_begun() {
    let exact = RetryPolicy::builder().jitter(0.0).build().unwrap();
    let budget = Arc::new(Budget::new(RetryBudget::default()));
    let plan = |millis| {
        let deadline = Instant::now() + Duration::from_millis(millis);
        let operation = &operations::SERVICES_START;
        let planned = exact.plan(&refused(), operation, 1, &budget, Some(deadline));
        planned.map(|(pause, _)| pause)
    };
    assert_eq!(plan(201), Ok(Duration::from_millis(200)));
    let reason = plan(200).unwrap_err().unwrap();
    assert!(reason.contains("beyond the deadline"), "{reason}");
}
