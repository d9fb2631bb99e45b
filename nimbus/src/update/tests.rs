//! Concurrent changes with a generation whose responses get lost, in schedules that depend on a seed.

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
use super::{Declaration, Definition, MAX_ATTEMPTS, Revision, Write, change};
use crate::error::ErrorResponse;
use crate::types::{BuiltInProviderId, ServiceBuiltInBackend, ServiceDefinition};
use crate::{Error, ErrorKind, Result, Sent};

/// The number of tasks, and of changes that each task makes one after the other.
const FEW: (usize, usize) = (6, 4);

/// The task that makes a change, and the number of the change.
type Id = (usize, usize);

/// The label of a definition that serves as a counter.
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

fn set(before: &ServiceDefinition, value: u64) -> Write {
    let revision = Revision {
        labels: BTreeMap::from([(COUNTER.to_owned(), value.to_string())]),
        backend: ServiceBuiltInBackend::new(BuiltInProviderId::Browser).into(),
        is_unique: false,
    };
    Write::update(before, revision)
}

#[derive(Debug)]
struct Server {
    definition: Option<ServiceDefinition>,
    /// Whether the server shows backends.
    shows: bool,
    /// How often each change was applied.
    applied: BTreeMap<Id, u32>,
    stale: u32,
    lost: u32,
    rng: Rng,
}

/// The client of one change.
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

    fn apply(&mut self, id: Id, write: &Write) -> Result<ServiceDefinition> {
        let current = self
            .definition
            .as_ref()
            .map(|definition| &definition.metadata);
        let current = current.map_or(0, |metadata| metadata.generation);
        let (generation, revision, refusal) = match write {
            Write::Create(revision) => (0, revision, StatusCode::CONFLICT),
            Write::Update { before, revision } => {
                let generation = before.metadata.generation;
                (generation, revision, StatusCode::PRECONDITION_FAILED)
            }
            Write::Delete { .. } => panic!("nothing is deleted here"),
        };
        if current != generation {
            self.stale += 1;
            return Err(answered(refusal.as_u16()));
        }
        let backend = match self.shows {
            true => serde_json::to_value(&revision.backend).unwrap(),
            false => json!({
                "kind": "redacted", "backend": "sandbox", "redacted": true,
                "reason": "requiresInspectPermission",
            }),
        };
        let mut written = definition(&backend, generation + 1, "2026-11-23T15:33:24Z", "");
        written.metadata.labels.clone_from(&revision.labels);
        *self.applied.entry(id).or_default() += 1;
        Ok(self.definition.insert(written).clone())
    }
}

impl Definition for Faulty {
    async fn read(&self) -> Result<ServiceDefinition> {
        let latency = lock(&self.server).latency();
        sleep(latency).await;
        let read = lock(&self.server).definition.clone();
        read.ok_or_else(|| Error::not_in_list("none".to_owned()))
    }

    async fn write(&self, write: &Write) -> Result<ServiceDefinition> {
        let (latency, fate) = {
            let mut server = lock(&self.server);
            (server.latency(), server.rng.u8(0..10))
        };
        sleep(latency).await;
        let id = self.id;
        if !self.faults || fate >= 3 {
            return lock(&self.server).apply(id, write);
        }
        let mut server = lock(&self.server);
        server.lost += 1;
        match fate {
            // The request never arrives.
            0 => {}
            // The request arrives, but its response does not.
            1 => drop(server.apply(id, write)),
            // The request arrives after everybody has given up on it.
            _ => {
                let (late, server) = (server.latency() * 4, Arc::clone(&self.server));
                let write = write.clone();
                tokio::spawn(async move {
                    sleep(late).await;
                    let _ = lock(&server).apply(id, &write);
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

/// Runs a schedule on a server. Each task makes its changes one after the other.
fn play<T: Send + 'static, F: Future<Output = T> + Send + 'static>(
    seed: u64,
    (tasks, changes): (usize, usize),
    faults: bool,
    server: Server,
    make: impl Fn(Faulty) -> F + Copy + Send + 'static,
) -> (BTreeMap<Id, T>, Server) {
    fastrand::seed(seed);
    let server = Arc::new(Mutex::new(server));
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
                    let server = Arc::clone(&server);
                    told.push((id, make(Faulty { server, id, faults }).await));
                }
                told
            });
        }
        let told = running.join_all().await.into_iter().flatten().collect();
        // Late requests have arrived by now.
        sleep(Duration::from_secs(1)).await;
        told
    });
    drop(runtime);
    (told, Arc::into_inner(server).unwrap().into_inner().unwrap())
}

fn server(seed: u64, definition: Option<ServiceDefinition>, shows: bool) -> Server {
    Server {
        definition,
        shows,
        applied: BTreeMap::new(),
        stale: 0,
        lost: 0,
        rng: Rng::with_seed(seed),
    }
}

/// The outcome of a schedule: each change with the result that its caller got, and the server.
fn run(
    seed: u64,
    (tasks, changes): (usize, usize),
    faults: bool,
    set_to: Option<u64>,
) -> (BTreeMap<Id, Result<u64>>, Server) {
    // So many tasks contend that the default number of attempts could be used up by chance.
    let max_attempts = if tasks > 10 { 1000 } else { MAX_ATTEMPTS };
    let server = server(seed, Some(counter(1, 0)), true);
    play(
        seed,
        (tasks, changes),
        faults,
        server,
        move |faulty| async move {
            // The counter is incremented, unless it is to be set.
            let decide = |read: Result<&ServiceDefinition>| -> Result<_> {
                let read = read?;
                let wanted = set_to.unwrap_or(value(read) + 1);
                Ok((wanted != value(read)).then(|| set(read, wanted)))
            };
            let changed = change(&faulty, decide, max_attempts, None).await?;
            Ok(value(&changed.definition))
        },
    )
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
        assert_eq!(
            u64::from(made),
            value(server.definition.as_ref().unwrap()),
            "seed {seed}"
        );
        lost += server.lost;
        stale += server.stale;
    }
    // Without these cases, the schedules would prove nothing.
    assert!(
        lost > 5_000 && stale > 5_000 && reported > 1_000,
        "{lost} {stale} {reported}"
    );
}

#[test]
fn what_is_only_set_survives_lost_answers_without_a_report() {
    for seed in 0..200 {
        let (told, server) = run(seed, FEW, true, Some(7));
        assert_eq!(value(server.definition.as_ref().unwrap()), 7, "seed {seed}");
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
            value(server.definition.as_ref().unwrap()),
            (FEW.0 * FEW.1) as u64,
            "seed {seed}"
        );
    }
}

#[test]
fn sixty_four_tasks_lose_none_of_fifty_changes_each() {
    let (told, server) = run(1, (64, 50), false, None);
    assert!(told.values().all(Result::is_ok));
    assert_eq!(value(server.definition.as_ref().unwrap()), 64 * 50);
    assert_eq!(
        server.definition.as_ref().unwrap().metadata.generation,
        64 * 50 + 1
    );
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
        assert_eq!(error.is_ambiguous(), doubtful, "{error}");
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

/// One of the two declarations between which sixteen tasks disagree.
fn declaration(odd: bool, revision: bool) -> Declaration {
    use BuiltInProviderId::{Browser, LoadBalancer};
    let (tier, provider) = if odd {
        ("odd", LoadBalancer)
    } else {
        ("even", Browser)
    };
    Declaration {
        backend: ServiceBuiltInBackend::new(provider).into(),
        labels: BTreeMap::from([(COUNTER.to_owned(), tier.to_owned())]),
        replaces_labels: false,
        revision: revision.then(|| format!("{tier}@1")),
    }
}

#[test]
fn sixteen_tasks_that_declare_two_services_end_in_one_and_are_told_the_truth() {
    let (mut made, mut unchanged, mut untold, mut reported) = (0, 0, 0, 0);
    for seed in 0..1000 {
        // Every second server hides backends, so that they are compared by revision.
        let hides = seed % 2 == 1;
        let (told, server) = play(
            seed,
            (16, 1),
            true,
            server(seed, None, !hides),
            move |faulty| async move {
                let declaration = declaration(faulty.id.0 % 2 == 1, hides);
                let decide = |read: Result<&ServiceDefinition>| declaration.write(read);
                change(&faulty, decide, MAX_ATTEMPTS, None).await
            },
        );
        for (id, outcome) in &told {
            let applied = server.applied.get(id).copied().unwrap_or_default();
            assert!(
                applied <= 1,
                "seed {seed}: {id:?} was written {applied} times"
            );
            match outcome {
                Ok(changed) => {
                    let is_written = changed.written.is_some();
                    // The current definition may have been written by another task that declared the same.
                    assert!(!is_written || applied == 1, "seed {seed}: {id:?}");
                    untold += u32::from(!is_written && applied == 1);
                    let tier = if id.0 % 2 == 1 { "odd" } else { "even" };
                    assert_eq!(changed.definition.metadata.labels[COUNTER], tier);
                    made += u32::from(is_written);
                    unchanged += u32::from(!is_written);
                }
                Err(error) => {
                    assert_ne!(error.sent(), Sent::No, "seed {seed}: {error}");
                    reported += 1;
                }
            }
        }
        if let Some(definition) = &server.definition {
            let metadata = &definition.metadata;
            let total: u32 = server.applied.values().sum();
            assert_eq!(metadata.generation, u64::from(total), "seed {seed}");
            assert!(["odd", "even"].contains(&metadata.labels[COUNTER].as_str()));
        }
    }
    assert!(
        made > 2_000 && unchanged > 500 && reported > 500 && untold < unchanged / 10,
        "{made} {unchanged} {untold} {reported}"
    );
}
