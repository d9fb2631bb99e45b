//! The mixture of calls.

use std::collections::BTreeMap;

use nimbus::types::{BuiltInProviderId, ServiceBuiltInBackend, SessionChannel, SessionTarget};
use nimbus::{Nimbus, Result};

use super::ledger::{Fate, Ledger};
use crate::cost::spec;

/// So many services are changed by all tasks.
pub const SERVICES: u64 = 64;

/// The label that holds a service's counter.
const COUNTER: &str = "counter";

/// The label that marks a sandbox.
const MARKER: &str = "marker";

/// One task's part.
pub struct Caller<'a> {
    /// The client, shared by all tasks.
    pub nimbus: &'a Nimbus,
    /// What all tasks write to.
    pub ledger: &'a Ledger,
    /// What it creates bears this number, and belongs to a tenant of its own: a tenant may have few sandboxes.
    pub number: u64,
    /// The sandbox it created last.
    pub sandbox: Option<String>,
}

impl Caller<'_> {
    /// Makes one call, by chance.
    pub async fn step(&mut self, step: u64, random: &mut fastrand::Rng) {
        let service = format!("service-{:02}", random.u64(0..SERVICES));
        let services = self.nimbus.services();
        let sandboxes = self.nimbus.sandboxes();
        match random.u32(0..100) {
            0..45 => self.ledger.call(&services.get(&service).await),
            45..60 => self.ledger.call(&services.list().limit(10).await),
            60..65 => self.ledger.call(&self.nimbus.health().await),
            65..70 => self.ledger.call(&self.nimbus.tenants().list().await),
            70..80 => match &self.sandbox {
                Some(id) => self
                    .ledger
                    .call(&sandboxes.get(id).tenant(tenant(self.number)).await),
                None => self.create(step).await,
            },
            80..83 => self.create(step).await,
            83..86 => match &self.sandbox {
                Some(id) => self
                    .ledger
                    .call(&sandboxes.stop(id).tenant(tenant(self.number)).await),
                None => self.create(step).await,
            },
            86..94 => self.change(&service).await,
            _ => self.session(&service).await,
        }
    }

    async fn create(&mut self, step: u64) {
        let marker = format!("{}-{step}", self.number);
        let create = self.nimbus.sandboxes().create("worker".into(), spec());
        let outcome = create
            .tenant(tenant(self.number))
            .label(MARKER, &marker)
            .await;
        self.ledger.call(&outcome);
        self.ledger.creation(marker, Fate::of(&outcome));
        if let Ok(sandbox) = outcome {
            self.sandbox = Some(sandbox.metadata.id);
        }
    }

    async fn change(&self, service: &str) {
        let raise = |draft: &mut nimbus::services::DefinitionDraft| {
            let counter = count(&draft.labels) + 1;
            draft.labels.insert(COUNTER.to_owned(), counter.to_string());
        };
        let outcome = self.nimbus.services().update_with(service, raise).await;
        self.ledger.call(&outcome);
        let fate = match Fate::of(&outcome) {
            // It reads and writes several times, and its error is that of one of them.
            Fate::NotDone => Fate::Unknown,
            fate => fate,
        };
        self.ledger.change(service, fate);
    }

    async fn session(&self, service: &str) {
        let sessions = self.nimbus.sessions();
        let target = SessionTarget::service(service);
        let outcome = sessions.open(target, [SessionChannel::Cdp]).await;
        self.ledger.call(&outcome);
        if let Ok(session) = outcome {
            self.ledger
                .call(&sessions.close(&session.metadata.id).await);
        }
    }
}

/// Declares the services.
///
/// # Errors
/// The server refuses.
pub async fn prepare(nimbus: &Nimbus) -> Result<()> {
    for number in 0..SERVICES {
        let name = format!("service-{number:02}");
        let backend = ServiceBuiltInBackend::new(BuiltInProviderId::Browser);
        nimbus.services().create(&name, backend).await?;
    }
    Ok(())
}

/// The sandboxes that the server has of so many callers, by marker.
///
/// # Errors
/// The server cannot be asked.
pub async fn sandboxes(nimbus: &Nimbus, callers: u64) -> Result<BTreeMap<String, u64>> {
    let mut found = BTreeMap::new();
    for number in 0..callers {
        let tenant = tenant(number);
        let mut token: Option<String> = None;
        loop {
            let list = nimbus.sandboxes().list().tenant(&tenant);
            let page = match &token {
                Some(token) => list.page_token(token).await?,
                None => list.await?,
            };
            for sandbox in page.items {
                let marker = sandbox.metadata.labels.get(MARKER).cloned();
                *found.entry(marker.unwrap_or_default()).or_default() += 1;
            }
            token = page.metadata.next_page_token;
            if token.is_none() {
                break;
            }
        }
    }
    Ok(found)
}

/// One caller in sixteen is hasty. Of all requests, only those of hasty callers' own tenants are left hanging.
pub fn is_hasty(number: u64) -> bool {
    number.is_multiple_of(16)
}

/// Whether a request is of a hasty caller's own tenant.
pub fn is_of_hasty(target: &str) -> bool {
    target.starts_with("/api/tenants/hasty-")
}

fn tenant(number: u64) -> String {
    let temper = if is_hasty(number) { "hasty" } else { "patient" };
    format!("{temper}-{number}")
}

/// Counter and generation of every service.
///
/// # Errors
/// The server cannot be asked.
pub async fn counters(nimbus: &Nimbus) -> Result<Vec<(String, u64, u64)>> {
    let page = nimbus.services().list().limit(100).await?;
    let counters = page.items.into_iter().map(|definition| {
        let counter = count(&definition.metadata.labels);
        (
            definition.metadata.name,
            counter,
            definition.metadata.generation,
        )
    });
    Ok(counters.collect())
}

fn count(labels: &BTreeMap<String, String>) -> u64 {
    let counter = labels.get(COUNTER).and_then(|counter| counter.parse().ok());
    counter.unwrap_or_default()
}
