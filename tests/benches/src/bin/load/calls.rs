//! The mixture of calls.

use std::collections::BTreeMap;

use nimbus::services::DefinitionDraft;
use nimbus::types::{BuiltInProviderId, ServiceBuiltInBackend, SessionChannel, SessionTarget};
use nimbus::{Nimbus, Result};
use nimbus_benches::spec;
use nimbus_emulator::RequestLine;

use super::ledger::{Fate, Ledger};

/// So many services are changed by all tasks.
const SERVICES: u64 = 64;

/// The label that holds a service's counter.
const COUNTER: &str = "counter";

/// The label that marks a sandbox.
const MARKER: &str = "marker";

/// The pages of those who judge have this size, and no others.
const JUDGED: u32 = 100;

/// One task's part.
pub(crate) struct Caller<'a> {
    /// The client, shared by all tasks.
    pub(crate) nimbus: &'a Nimbus,
    /// What all tasks write to.
    pub(crate) ledger: &'a Ledger,
    /// What it creates bears this number, and belongs to a tenant of its own: a tenant may have few sandboxes.
    pub(crate) number: u64,
    /// The sandbox it created last.
    pub(crate) sandbox: Option<String>,
}

impl Caller<'_> {
    /// Makes one call, by chance.
    pub(crate) async fn step(&mut self, step: u64, random: &mut fastrand::Rng) {
        let service = format!("service-{:02}", random.u64(0..SERVICES));
        let services = self.nimbus.services();
        let sandboxes = self.nimbus.sandboxes();
        match (random.u32(0..100), &self.sandbox) {
            (0..45, _) => self.ledger.call(&services.get(&service).await),
            (45..60, _) => self.ledger.call(&services.list().limit(10).await),
            (60..65, _) => self.ledger.call(&self.nimbus.health().await),
            (65..70, _) => self.ledger.call(&self.nimbus.tenants().list().await),
            (70..80, Some(id)) => self
                .ledger
                .call(&sandboxes.get(id).tenant(tenant(self.number)).await),
            (83..86, Some(id)) => self
                .ledger
                .call(&sandboxes.stop(id).tenant(tenant(self.number)).await),
            (70..86, _) => self.create(step).await,
            (86..94, _) => self.change(&service).await,
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
        let raise = |draft: &mut DefinitionDraft| {
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

/// One caller in sixteen is hasty. Of all requests, only those of hasty callers' own tenants are left hanging.
pub(crate) fn is_hasty(number: u64) -> bool {
    number.is_multiple_of(16)
}

/// Whether a request is of a hasty caller's own tenant.
pub(crate) fn is_of_hasty(request: &RequestLine<'_>) -> bool {
    request.target.starts_with("/api/tenants/hasty-")
}

fn tenant(number: u64) -> String {
    let temper = if is_hasty(number) { "hasty" } else { "patient" };
    format!("{temper}-{number}")
}

/// Whether a request is one of [`prepare`], [`sandboxes`] or [`counters`], of which none may go wrong.
pub(crate) fn is_preparation_or_judgement(request: &RequestLine<'_>) -> bool {
    let is_judgement = request.target.contains(&format!("limit={JUDGED}"));
    is_judgement || request.operation == Some("services_create")
}

/// Declares the services.
pub(crate) async fn prepare(nimbus: &Nimbus) -> Result<()> {
    for number in 0..SERVICES {
        let name = format!("service-{number:02}");
        let backend = ServiceBuiltInBackend::new(BuiltInProviderId::Browser);
        nimbus.services().create(&name, backend).await?;
    }
    Ok(())
}

/// The sandboxes that the server has of so many callers, by marker.
pub(crate) async fn sandboxes(nimbus: &Nimbus, callers: u64) -> Result<BTreeMap<String, u64>> {
    let mut found = BTreeMap::new();
    for number in 0..callers {
        let list = nimbus.sandboxes().list().tenant(tenant(number));
        let mut sandboxes = list.limit(JUDGED).items();
        while let Some(mut sandbox) = sandboxes.next().await.transpose()? {
            let marker = sandbox.metadata.labels.remove(MARKER);
            *found.entry(marker.unwrap_or_default()).or_default() += 1;
        }
    }
    Ok(found)
}

/// Name, counter and generation of every service.
pub(crate) async fn counters(nimbus: &Nimbus) -> Result<Vec<(String, u64, u64)>> {
    let page = nimbus.services().list().limit(JUDGED).await?;
    let metadata = page.items.into_iter().map(|definition| definition.metadata);
    Ok(metadata
        .map(|it| (it.name, count(&it.labels), it.generation))
        .collect())
}

fn count(labels: &BTreeMap<String, String>) -> u64 {
    let counter = labels.get(COUNTER).and_then(|counter| counter.parse().ok());
    counter.unwrap_or_default()
}
