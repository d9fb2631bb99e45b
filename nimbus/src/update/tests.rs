//! Changes under a generation by many at once, whose answers get lost, in schedules that a seed decides.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "all of this is tests, helping functions included"
)]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use fastrand::Rng;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::write::tests::definition;
use super::{Definition, MAX_ATTEMPTS, Revision, Write, change};
use crate::error::ErrorResponse;
use crate::types::{BuiltInProviderId, ServiceBuiltInBackend, ServiceDefinition};
use crate::{Error, ErrorKind, Result, Sent};

/// Tasks, and how many changes each makes, one after the other.
const FEW: (usize, usize) = (6, 4);

/// Who changes, and the how manieth change it is.
type Id = (usize, usize);

/// A counter is the label of a definition.
const COUNTER: &str = "tier";

fn counter(generation: u64, value: u64) -> ServiceDefinition {
    let backend = json!({ "kind": "builtIn", "provider": "browser" });
    definition(
        &backend,
        generation,
        "2026-11-23T15:33:24Z",
        &value.to_string(),
    )
}

fn value(definition: &ServiceDefinition) -> u64 {
    definition.metadata.labels[COUNTER].parse().unwrap()
}

fn set(value: u64) -> Write {
    Write::Update(Box::new(Revision {
        labels: BTreeMap::from([(COUNTER.to_owned(), value.to_string())]),
        backend: ServiceBuiltInBackend::new(BuiltInProviderId::Browser).into(),
    }))
}

#[derive(Debug)]
struct Server {
    counter: ServiceDefinition,
    /// How often each change was carried out.
    applied: BTreeMap<Id, u32>,
    stale: u32,
    lost: u32,
    rng: Rng,
}

/// What one change is made through.
struct Faulty {
    server: Arc<Mutex<Server>>,
    id: Id,
    faults: bool,
}

fn lock(server: &Mutex<Server>) -> MutexGuard<'_, Server> {
    server.lock().unwrap()
}

impl Server {
    fn latency(&mut self) -> Duration {
        Duration::from_millis(self.rng.u64(0..6))
    }

    fn apply(&mut self, id: Id, generation: u64, value: u64) -> Result<ServiceDefinition> {
        if self.counter.metadata.generation != generation {
            self.stale += 1;
            let reply = ErrorResponse::new(StatusCode::PRECONDITION_FAILED, HeaderMap::new(), b"");
            return Err(Error::status_response(reply));
        }
        self.counter = counter(generation + 1, value);
        *self.applied.entry(id).or_default() += 1;
        Ok(self.counter.clone())
    }
}

impl Definition for Faulty {
    async fn read(&self) -> Result<ServiceDefinition> {
        let latency = lock(&self.server).latency();
        sleep(latency).await;
        Ok(lock(&self.server).counter.clone())
    }

    async fn write(&self, before: &ServiceDefinition, write: &Write) -> Result<ServiceDefinition> {
        let Write::Update(revision) = write else {
            panic!("nothing is deleted here");
        };
        let value = revision.labels[COUNTER].parse().unwrap();
        let (latency, fate) = {
            let mut server = lock(&self.server);
            (server.latency(), server.rng.u8(0..10))
        };
        sleep(latency).await;
        let (id, generation) = (self.id, before.metadata.generation);
        if !self.faults || fate >= 3 {
            return lock(&self.server).apply(id, generation, value);
        }
        let mut server = lock(&self.server);
        server.lost += 1;
        match fate {
            // It never arrives.
            0 => {}
            // It arrives, and its answer does not.
            1 => drop(server.apply(id, generation, value)),
            // It arrives when everybody has given it up.
            _ => {
                let (late, server) = (server.latency() * 4, Arc::clone(&self.server));
                tokio::spawn(async move {
                    sleep(late).await;
                    let _ = lock(&server).apply(id, generation, value);
                });
            }
        }
        Err(Error::transport(
            ErrorKind::Connection,
            Sent::Maybe,
            "lost",
            None,
        ))
    }
}

/// What came of a schedule: each change with what its caller was told, and the server.
fn run(
    seed: u64,
    (tasks, changes): (usize, usize),
    faults: bool,
    set_to: Option<u64>,
) -> (BTreeMap<Id, Result<u64>>, Server) {
    fastrand::seed(seed);
    // So many contend that chance alone may use up the usual number of attempts.
    let max_attempts = if tasks > 10 { 1000 } else { MAX_ATTEMPTS };
    let server = Arc::new(Mutex::new(Server {
        counter: counter(1, 0),
        applied: BTreeMap::new(),
        stale: 0,
        lost: 0,
        rng: Rng::with_seed(seed),
    }));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    let told = runtime.block_on(async {
        let mut running = JoinSet::new();
        for task in 0..tasks {
            let server = Arc::clone(&server);
            running.spawn(async move {
                let mut told = Vec::new();
                for number in 0..changes {
                    let id = (task, number);
                    let faulty = Faulty {
                        server: Arc::clone(&server),
                        id,
                        faults,
                    };
                    // It is raised by one, unless it is to be set.
                    let decide = |read: &ServiceDefinition| -> Result<_> {
                        let wanted = set_to.unwrap_or(value(read) + 1);
                        Ok((wanted != value(read)).then(|| set(wanted)))
                    };
                    let outcome = change(&faulty, decide, max_attempts, None).await;
                    told.push((id, outcome.map(|counter| value(&counter))));
                }
                told
            });
        }
        let told = running.join_all().await.into_iter().flatten().collect();
        // What is late has landed by now.
        sleep(Duration::from_secs(1)).await;
        told
    });
    drop(runtime);
    (told, Arc::into_inner(server).unwrap().into_inner().unwrap())
}

#[test]
fn no_change_is_lost_or_made_twice_in_a_thousand_schedules_with_lost_answers() {
    let (mut reported, mut lost, mut stale) = (0, 0, 0);
    for seed in 0..1000 {
        let (told, server) = run(seed, FEW, true, None);
        assert_eq!(told.len(), FEW.0 * FEW.1);
        for (id, outcome) in &told {
            let applied = server.applied.get(id).copied().unwrap_or_default();
            match outcome {
                Ok(_) => assert_eq!(applied, 1, "seed {seed}: {id:?} was told done"),
                Err(error) => {
                    assert!(applied <= 1, "seed {seed}: {id:?} was made {applied} times");
                    assert_ne!(error.sent(), Sent::No, "seed {seed}: {error}");
                    assert!(
                        error.last_resource::<ServiceDefinition>().is_some(),
                        "seed {seed}"
                    );
                    reported += 1;
                }
            }
        }
        let made: u32 = server.applied.values().sum();
        assert_eq!(u64::from(made), value(&server.counter), "seed {seed}");
        lost += server.lost;
        stale += server.stale;
    }
    // Without these the schedules would show nothing.
    assert!(
        lost > 5_000 && stale > 5_000 && reported > 1_000,
        "{lost} {stale} {reported}"
    );
}

#[test]
fn what_is_only_set_survives_lost_answers_without_a_report() {
    for seed in 0..200 {
        let (told, server) = run(seed, FEW, true, Some(7));
        assert_eq!(value(&server.counter), 7, "seed {seed}");
        for (id, outcome) in told {
            let unlucky = |error: &Error| error.to_string().contains("not carried out");
            assert!(
                outcome.as_ref().is_ok_and(|value| *value == 7)
                    || outcome.is_err_and(|error| unlucky(&error)),
                "seed {seed}: {id:?}"
            );
        }
    }
}

#[test]
fn without_faults_every_change_succeeds() {
    for seed in 0..100 {
        let (told, server) = run(seed, FEW, false, None);
        assert!(told.values().all(Result::is_ok), "seed {seed}");
        assert_eq!(
            value(&server.counter),
            (FEW.0 * FEW.1) as u64,
            "seed {seed}"
        );
    }
}

#[test]
fn sixty_four_tasks_lose_none_of_fifty_changes_each() {
    let (told, server) = run(1, (64, 50), false, None);
    assert!(told.values().all(Result::is_ok));
    assert_eq!(value(&server.counter), 64 * 50);
    assert_eq!(server.counter.metadata.generation, 64 * 50 + 1);
    assert!(server.stale > 1000, "{}", server.stale);
}

#[test]
fn a_seed_decides_the_whole_schedule() {
    let show = |seed| {
        let (told, server) = run(seed, FEW, true, None);
        format!("{told:?} {server:?}")
    };
    assert_eq!(show(7), show(7));
    assert_ne!(show(7), show(8));
}

fn answered(status: u16) -> Error {
    let status = StatusCode::from_u16(status).unwrap();
    Error::status_response(ErrorResponse::new(status, HeaderMap::new(), b""))
}

#[test]
fn a_write_is_ambiguous_when_the_server_may_have_carried_it_out() {
    let failed = |kind, sent| Error::transport(kind, sent, "broken", None);
    for (error, doubtful) in [
        (failed(ErrorKind::Connection, Sent::Maybe), true),
        (failed(ErrorKind::Connection, Sent::No), false),
        (failed(ErrorKind::Timeout, Sent::Maybe), true),
        (failed(ErrorKind::Timeout, Sent::No), false),
        (failed(ErrorKind::UnexpectedResponse, Sent::Yes), true),
        (failed(ErrorKind::Connect, Sent::No), false),
        (answered(500), true),
        (answered(503), true),
        (answered(408), true),
        (answered(409), false),
        (answered(429), false),
    ] {
        assert_eq!(super::is_ambiguous(&error), doubtful, "{error}");
    }
}

#[test]
fn pauses_are_random_up_to_a_limit_that_doubles() {
    let longest = |attempts| {
        let pauses = (0..1000).map(|_| super::pause(attempts, &answered(412)));
        pauses.max().unwrap()
    };
    let (first, second, tenth) = (longest(1), longest(2), longest(40));
    assert!(
        first <= super::PAUSE && first > super::PAUSE / 2,
        "{first:?}"
    );
    assert!(
        second > super::PAUSE && second <= super::PAUSE * 2,
        "{second:?}"
    );
    assert!(
        tenth > super::PAUSE_LIMIT / 2 && tenth <= super::PAUSE_LIMIT,
        "{tenth:?}"
    );
}
