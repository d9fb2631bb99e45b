//! What it costs to make a client, beside `reqwest::Client::new()`.
//!
//! ```sh
//! cargo run --release -p nimbus-benches --features nimbus/rustls --bin client
//! ```
//!
//! With TLS, as nearly every program has it: `reqwest::Client::new()` sets it up at once. Without that feature, plain http is
//! all there is to set up, and both take about a microsecond.
//!
//! Prints the median time of each, and how many times faster than `reqwest::Client::new()` it is. Building reads no
//! variable and opens no file: both wait for the first call, and so does the HTTP client inside. `connect` is a build
//! together with what the first call of a client adds to it, without the request.

use std::hint::black_box;
use std::time::{Duration, Instant};

use nimbus::{Nimbus, NimbusBuilder};

const ROUNDS: usize = 51;

fn options() -> NimbusBuilder {
    Nimbus::builder()
        .endpoint("http://127.0.0.1:8080")
        .tenant("demo")
        .token("a-token-of-usual-length-0123456789abcdef")
}

fn main() -> nimbus::Result<()> {
    let nimbus = options().build()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let Ok(runtime) = runtime else {
        println!("there is no runtime to be had");
        return Ok(());
    };
    let bare = median(20, reqwest::Client::new);
    let report = |what: &str, time: Duration| {
        let faster = bare.as_secs_f64() / time.as_secs_f64();
        let micros = time.as_secs_f64() * 1e6;
        println!("{what:42}{micros:>12.3} µs {faster:>12.1} x");
    };
    report("reqwest::Client::new()", bare);
    report(
        "Nimbus::builder()…build()",
        median(2000, || options().build()),
    );
    report("Nimbus::clone()", median(20_000, || nimbus.clone()));
    report(
        "Nimbus::builder()…connect()",
        median(20, || runtime.block_on(options().connect())),
    );
    Ok(())
}

/// The median, over all rounds, of the time that one run takes. What it makes is dropped within the time.
fn median<T>(runs: u32, make: impl Fn() -> T) -> Duration {
    let mut rounds: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            for _ in 0..runs {
                drop(black_box(make()));
            }
            begun.elapsed() / runs
        })
        .collect();
    rounds.sort_unstable();
    rounds[ROUNDS / 2]
}
