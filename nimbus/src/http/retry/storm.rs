//! A simulation of two thousand clients and a server that was down: the retry policy and the budget on a paused clock,
//! without sockets. It draws the figure of `nimbus/docs/errors.md`.

mod plot;

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use nimbus_api::operations;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use tokio::time::{Instant, sleep, sleep_until};

use super::{Budget, RetryBudget, RetryPolicy};
use crate::error::ErrorResponse;
use crate::{Error, ErrorKind, Sent};

const CLIENTS: u64 = 2_000;

/// How long the server is up at first, in seconds.
const UP: u64 = 10;
/// How long it is then down, in seconds.
const DOWN: u64 = 60;
/// The whole simulation, in seconds. After the outage, the server has a tenth of its capacity.
const SECONDS: u64 = 180;

/// The full capacity of the server: every client's call, and a quarter more.
const HEADROOM: f64 = 1.25;
/// The number of slices of a second in which the server limits the requests that it accepts.
const SLICES: u64 = 10;

/// What happened in one second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Second {
    /// Calls that began.
    calls: u64,
    /// Requests that were made for them.
    requests: u64,
    /// Requests that were served.
    served: u64,
}

/// What happened, second by second.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Course(Vec<Second>);

impl Course {
    /// Returns the sum of the seconds in a range.
    fn between(&self, from: u64, to: u64) -> Second {
        let seconds = self.0.iter().take(to as usize).skip(from as usize);
        seconds.fold(Second::default(), |sum, second| Second {
            calls: sum.calls + second.calls,
            requests: sum.requests + second.requests,
            served: sum.served + second.served,
        })
    }
}

impl Second {
    /// Returns the number of requests per call.
    fn load(&self) -> f64 {
        self.requests as f64 / self.calls as f64
    }
}

struct Server {
    start: Instant,
    refused: Error,
    overloaded: Error,
    state: Mutex<State>,
}

struct State {
    seconds: Vec<Second>,
    slice: u64,
    taken: u64,
}

impl Server {
    /// Makes a request, and returns its error if it fails.
    fn request(&self) -> Option<&Error> {
        self.count(|second| second.requests += 1);
        let now = self.start.elapsed();
        let share = match now.as_secs() {
            second if second < UP => 1.0,
            second if second < UP + DOWN => return Some(&self.refused),
            _ => 0.1,
        };
        let capacity = (CLIENTS as f64 * HEADROOM * share / SLICES as f64) as u64;
        let slice = now.as_millis() as u64 * SLICES / 1000;
        {
            let mut state = self.state.lock().unwrap();
            if state.slice != slice {
                (state.slice, state.taken) = (slice, 0);
            }
            if state.taken == capacity {
                return Some(&self.overloaded);
            }
            state.taken += 1;
        }
        self.count(|second| second.served += 1);
        None
    }

    fn count(&self, add: impl FnOnce(&mut Second)) {
        let now = self.start.elapsed().as_secs() as usize;
        let mut state = self.state.lock().unwrap();
        if let Some(second) = state.seconds.get_mut(now) {
            add(second);
        }
    }
}

/// Runs the clients, which make about one call per second each, with this budget.
async fn run(budget: RetryBudget) -> Course {
    // Timers count whole milliseconds of the runtime's life, which began somewhere within one. From here on, everything
    // happens on a tick, so the same seeds have the same results.
    sleep(Duration::from_millis(1)).await;
    let down = ErrorResponse::new(StatusCode::SERVICE_UNAVAILABLE, HeaderMap::new(), b"");
    let server = Arc::new(Server {
        start: Instant::now(),
        refused: Error::transport(ErrorKind::Connect, Sent::No, "refused", None),
        overloaded: Error::status_response(down),
        state: Mutex::new(State {
            seconds: vec![Second::default(); SECONDS as usize],
            slice: 0,
            taken: 0,
        }),
    });
    let clients = (0..CLIENTS).map(|seed| tokio::spawn(client(Arc::clone(&server), seed, budget)));
    for client in clients.collect::<Vec<_>>() {
        client.await.unwrap();
    }
    let state = server.state.lock().unwrap();
    Course(state.seconds.clone())
}

async fn client(server: Arc<Server>, seed: u64, budget: RetryBudget) {
    let mut random = fastrand::Rng::with_seed(seed);
    let budget = Arc::new(Budget::new(budget));
    let end = server.start + Duration::from_secs(SECONDS);
    let mut next = server.start + Duration::from_millis(random.u64(0..1000));
    while next < end {
        sleep_until(next).await;
        server.count(|second| second.calls += 1);
        call(&server, &budget, &mut random).await;
        // Without this, the same clients would call at the same moment of each second and always find the server free.
        let period = Duration::from_millis(random.u64(500..1500));
        next = (next + period).max(Instant::now());
    }
}

/// Makes a call that only reads, as the transport does.
async fn call(server: &Server, budget: &Arc<Budget>, random: &mut fastrand::Rng) {
    let (retry, operation) = (RetryPolicy::default(), &operations::SERVICES_GET);
    for attempts in 1.. {
        let Some(error) = server.request() else {
            return budget.earn();
        };
        let Some(pause) = retry.pause(error, operation, attempts, random.f64()) else {
            return;
        };
        let Some(permit) = budget.take() else {
            return;
        };
        sleep(Duration::from_millis(pause.as_millis() as u64)).await;
        permit.spend();
    }
}

#[tokio::test(start_paused = true)]
async fn with_the_budget_there_are_at_most_1_2_requests_for_a_call_and_without_more_than_two() {
    let with = run(RetryBudget::default()).await;
    let total = with.between(0, SECONDS);
    assert!(total.calls >= CLIENTS * (SECONDS - 10), "{total:?}");
    assert!(total.load() <= 1.2, "{total:?}");
    assert!(total.load() > 1.0, "nothing was retried: {total:?}");
    // Once the reserve is gone, there is one request for a call.
    assert!(with.between(UP + 30, UP + DOWN).load() < 1.001);

    let without = run(RetryBudget::UNLIMITED).await;
    let total = without.between(UP, SECONDS);
    assert!(total.load() > 2.0, "{total:?}");

    let figure = plot::svg(&with, &without);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/storm.svg");
    if fs::read_to_string(&path).unwrap_or_default() != figure {
        fs::write(path, figure).unwrap();
        panic!("docs/storm.svg was stale; it is drawn anew, and `cargo xtask regen` packs it");
    }
}
