//! Everything the control plane knows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use tokio::sync::Notify;
use ulid::Generator;

use crate::builder::Options;
use crate::clock::Clock;
use crate::exchange::Recorder;
use crate::fault::Faults;
use crate::sandboxes::Sandbox;
use crate::services::Service;
use crate::sessions::Session;

/// How the launch of an instance goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StartFailure {
    /// The backend cannot launch it: 500 `service.internal`.
    Launch,
    /// The image policy refuses it: 403 `auth.permission_denied`.
    ImageRefused,
    /// It launches and dies before it is ready: 200 with the state `failed`.
    Dies,
    /// It never becomes ready: 429 `rate.resource_exhausted` after ten seconds.
    Hangs,
}

/// The name of something in a tenant.
pub(crate) type Key = (String, String);

pub(crate) fn key(tenant: &str, name: &str) -> Key {
    (tenant.to_owned(), name.to_owned())
}

/// One emulator: what it was told, what it knows, what it has seen.
pub(crate) struct App {
    pub(crate) options: Options,
    pub(crate) port: u16,
    pub(crate) faults: Faults,
    pub(crate) recorder: Recorder,
    /// Wakes calls that wait for an instance.
    pub(crate) changed: Notify,
    requests: AtomicU64,
    world: Mutex<World>,
}

#[derive(Default)]
pub(crate) struct World {
    pub(crate) tenants: BTreeSet<String>,
    pub(crate) services: BTreeMap<Key, Service>,
    pub(crate) sandboxes: BTreeMap<Key, Sandbox>,
    pub(crate) sessions: BTreeMap<String, Session>,
    pub(crate) service_failures: Vec<(Key, StartFailure)>,
    pub(crate) sandbox_failures: Vec<StartFailure>,
    definition_versions: u64,
    sandbox_versions: u64,
    session_versions: u64,
    launches: u16,
    ids: Generator,
}

impl App {
    pub(crate) fn new(options: Options, port: u16) -> Self {
        let recorder = Recorder::new(options.record);
        Self {
            options,
            port,
            faults: Faults::default(),
            recorder,
            changed: Notify::new(),
            requests: AtomicU64::new(0),
            world: Mutex::default(),
        }
    }

    /// The state, for as long as the guard lives; never held across an await.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.options.clock
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.options.clock.now()
    }

    pub(crate) fn is_operator(&self, token: &str) -> bool {
        self.options.tokens.iter().any(|known| known == token)
    }

    /// The number of an answer that carries a request id.
    pub(crate) fn next_request(&self) -> u64 {
        self.requests.fetch_add(1, Ordering::Relaxed) + 1
    }
}

impl World {
    pub(crate) fn definition_version(&mut self) -> String {
        self.definition_versions += 1;
        format!("svcdef-v{}", self.definition_versions)
    }

    pub(crate) fn sandbox_version(&mut self) -> String {
        self.sandbox_versions += 1;
        format!("sandbox-v{}", self.sandbox_versions)
    }

    pub(crate) fn session_version(&mut self) -> String {
        self.session_versions += 1;
        format!("session-v{}", self.session_versions)
    }

    /// `<prefix>-<lowercase ulid>`, ascending within this emulator.
    pub(crate) fn id(&mut self, prefix: &str, now: Timestamp) -> String {
        let since_epoch = u64::try_from(now.as_millisecond()).unwrap_or_default();
        let time = SystemTime::UNIX_EPOCH + Duration::from_millis(since_epoch);
        let ulid = match self.ids.generate_from_datetime(time) {
            Ok(ulid) => ulid,
            Err(overflow) => overflow.commit_overflow_random(),
        };
        format!("{prefix}-{}", ulid.to_string().to_lowercase())
    }

    /// A port that looks like a real one; nothing listens there.
    pub(crate) fn port(&mut self) -> u16 {
        self.launches = (self.launches + 1) % 10_000;
        15_000 + self.launches
    }

    /// The failure that was asked for the next start of this service, once.
    pub(crate) fn take_service_failure(&mut self, key: &Key) -> Option<StartFailure> {
        let index = self
            .service_failures
            .iter()
            .position(|(service, _)| service == key)?;
        Some(self.service_failures.remove(index).1)
    }

    /// The failure that was asked for the next sandbox, once.
    pub(crate) fn take_sandbox_failure(&mut self) -> Option<StartFailure> {
        if self.sandbox_failures.is_empty() {
            None
        } else {
            Some(self.sandbox_failures.remove(0))
        }
    }
}
