//! Secrets are seen nowhere: everything that can hold one holds one here, and is then looked at from all sides. A binary of its own: tests that run
//! without a subscriber beside this one would decide for it what is listened to.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "all of this is tests, helping functions included"
)]

use std::error::Error;
use std::fmt::{Debug, Display, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use nimbus_conformance::captured::Captured;

mod clients;
mod errors;
mod values;

/// The secret. No other test says this word, and it is of characters that every place takes.
const CANARY: &str = "kiwi-4711-kiwi";

#[tokio::test(start_paused = true)]
async fn secrets_are_found_in_no_text_error_log_span_or_panic() {
    let captured = Captured::default();
    let _listening = captured.listen();
    let mut shown = Shown::default();
    values::credentials(&mut shown);
    values::options(&mut shown);
    values::launch_inputs(&mut shown);
    values::unknown_variants(&mut shown);
    clients::before_and_after_discovery(&mut shown).await;
    clients::over_http_1_and_http_2(&mut shown).await;
    clients::in_flight(&mut shown).await;
    clients::emulator(&mut shown).await;
    errors::of_discovery(&mut shown).await;
    errors::of_sources(&mut shown).await;
    errors::of_options(&mut shown);
    errors::of_replies(&mut shown).await;
    errors::of_connections(&mut shown).await;
    errors::of_time(&mut shown).await;
    shown.is_clean();

    let log = captured.text();
    // What is looked through is there: our spans, hyper's events, and the records of reqwest and of h2.
    for witness in ["nimbus.call", "hyper_util", "reqwest", "h2"] {
        assert!(log.contains(witness), "{witness} has logged nothing");
    }
    for line in log.lines() {
        assert!(!line.contains(CANARY), "logged: {line}");
    }
}

/// What has been printed so far.
#[derive(Default)]
struct Shown(Vec<(String, String)>);

impl Shown {
    fn debug(&mut self, what: &str, value: &impl Debug) {
        let text = format!("{value:?} {value:#?}");
        self.0.push((what.to_owned(), text));
    }

    fn display(&mut self, what: &str, value: &impl Display) {
        let text = format!("{value} {value:#}");
        self.0.push((what.to_owned(), text));
    }

    /// The error and all that lies beneath it; and what is said when it is unwrapped.
    fn error(&mut self, what: &str, error: &(impl Error + 'static)) {
        let mut text = format!("{error} {error:#} {error:?} {error:#?}");
        let mut cause = error.source();
        while let Some(error) = cause {
            write!(text, " {error} {error:#} {error:?} {error:#?}").unwrap();
            cause = error.source();
        }
        let failed: Result<(), _> = std::convert::identity(Err(error));
        let unwrapped = AssertUnwindSafe(|| failed.unwrap());
        let panic = catch_unwind(unwrapped).unwrap_err();
        text.push_str(panic.downcast_ref::<String>().unwrap());
        self.0.push((what.to_owned(), text));
    }

    #[track_caller]
    fn is_clean(&self) {
        for (what, text) in &self.0 {
            assert!(!text.is_empty(), "{what}");
            assert!(!text.contains(CANARY), "{what}: {text}");
        }
    }
}
