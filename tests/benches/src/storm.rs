//! Ten thousand clients meet a server that was down: the retry policy of the SDK on a paused clock, without sockets.

pub mod plot;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use nimbus::simulation::{Client, Failure};
use nimbus::{RetryBudget, RetryPolicy};
use tokio::time::{Instant, sleep, sleep_until};

/// How long the server is up at first, in seconds.
pub const UP: u64 = 10;
/// How long it is down then.
pub const DOWN: u64 = 60;
/// How long it is back, with a tenth of its capacity.
pub const BACK: u64 = 110;
/// All of it.
pub const SECONDS: u64 = UP + DOWN + BACK;

/// A whole capacity serves every client's call, and a quarter more.
const HEADROOM: f64 = 1.25;
/// The server counts what it takes by slices of a second.
const SLICES: u64 = 10;

/// What happened in one second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Second {
    /// Calls that began.
    pub calls: u64,
    /// Requests that were made for them.
    pub requests: u64,
    /// Requests that were served.
    pub served: u64,
}

/// What happened, second by second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course(pub Vec<Second>);

impl Course {
    /// All of it, added up.
    pub fn total(&self) -> Second {
        self.between(0, SECONDS)
    }

    /// From one second to another, added up.
    pub fn between(&self, from: u64, to: u64) -> Second {
        let seconds = self.0.iter().take(to as usize).skip(from as usize);
        seconds.fold(Second::default(), |sum, second| Second {
            calls: sum.calls + second.calls,
            requests: sum.requests + second.requests,
            served: sum.served + second.served,
        })
    }
}

impl Second {
    /// Requests for each call.
    pub fn load(&self) -> f64 {
        self.requests as f64 / self.calls as f64
    }
}

struct Server {
    start: Instant,
    clients: u64,
    state: Mutex<State>,
}

struct State {
    seconds: Vec<Second>,
    slice: u64,
    taken: u64,
}

impl Server {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn called(&self) {
        self.count(|second| second.calls += 1);
    }

    /// A request, and how it fails if it does.
    fn request(&self) -> Option<Failure> {
        self.count(|second| second.requests += 1);
        let now = self.now();
        let share = match now.as_secs() {
            second if second < UP => 1.0,
            second if second < UP + DOWN => return Some(Failure::Refused),
            _ => 0.1,
        };
        let capacity = (self.clients as f64 * HEADROOM * share / SLICES as f64) as u64;
        let slice = now.as_millis() as u64 * SLICES / 1000;
        {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            if state.slice != slice {
                (state.slice, state.taken) = (slice, 0);
            }
            if state.taken == capacity {
                return Some(Failure::Overloaded);
            }
            state.taken += 1;
        }
        self.count(|second| second.served += 1);
        None
    }

    fn count(&self, add: impl FnOnce(&mut Second)) {
        let now = self.now().as_secs() as usize;
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(second) = state.seconds.get_mut(now) {
            add(second);
        }
    }
}

/// Lets so many clients make about a call a second, each with this budget. The clock must be paused.
pub async fn run(clients: u64, budget: RetryBudget) -> Course {
    // Timers go by whole milliseconds of the runtime's life, which began somewhere within one. From here on everything
    // happens on a tick, and the same seeds give the same course.
    sleep(Duration::from_millis(1)).await;
    let server = Arc::new(Server {
        start: Instant::now(),
        clients,
        state: Mutex::new(State {
            seconds: vec![Second::default(); SECONDS as usize],
            slice: 0,
            taken: 0,
        }),
    });
    let tasks: Vec<_> = (0..clients)
        .map(|seed| tokio::spawn(client(Arc::clone(&server), seed, budget)))
        .collect();
    for task in tasks {
        // A client that panicked has already said so.
        let _ = task.await;
    }
    let state = server.state.lock().unwrap_or_else(PoisonError::into_inner);
    Course(state.seconds.clone())
}

async fn client(server: Arc<Server>, seed: u64, budget: RetryBudget) {
    let mut random = fastrand::Rng::with_seed(seed);
    let client = Client::new(RetryPolicy::default(), budget);
    let end = server.start + Duration::from_secs(SECONDS);
    let mut next = server.start + Duration::from_millis(random.u64(0..1000));
    while next < end {
        sleep_until(next).await;
        server.called();
        call(&server, &client, &mut random).await;
        // Always at the same moment of a second, the same clients would always find the server free.
        let period = Duration::from_millis(random.u64(500..1500));
        next = (next + period).max(Instant::now());
    }
}

async fn call(server: &Server, client: &Client, random: &mut fastrand::Rng) {
    for attempts in 1.. {
        let Some(failure) = server.request() else {
            return client.succeeded();
        };
        let Some(again) = client.failed(failure, attempts, random.f64()) else {
            return;
        };
        let ticks = again.pause.as_millis() as u64;
        sleep(Duration::from_millis(ticks)).await;
        again.spend();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As many as the figure shows would take too long here; what each of them does is the same.
    const CLIENTS: u64 = 500;

    #[tokio::test(start_paused = true)]
    async fn with_the_budget_there_are_at_most_1_2_requests_for_a_call() {
        let course = run(CLIENTS, RetryBudget::default()).await;
        let total = course.total();
        assert!(total.calls >= CLIENTS * (SECONDS - 10), "{total:?}");
        assert!(total.load() <= 1.2, "{total:?}");
        assert!(total.load() > 1.0, "nothing was retried: {total:?}");
        // Once the reserve is gone, there is one request for a call.
        assert!(course.between(UP + 30, UP + DOWN).load() < 1.001);
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_budget_there_are_more_than_two() {
        let course = run(CLIENTS, RetryBudget::UNLIMITED).await;
        assert!(
            course.between(UP, SECONDS).load() > 2.0,
            "{:?}",
            course.total()
        );
    }

    #[tokio::test(start_paused = true)]
    async fn the_same_seeds_give_the_same_course() {
        let first = run(50, RetryBudget::default()).await;
        assert_eq!(first, run(50, RetryBudget::default()).await);
    }
}
