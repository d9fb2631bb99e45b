//! A session as the control plane remembers it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::wire::{Condition, stamp};
use crate::world::{Key, World};

/// What a session is on: exactly one of the two, once it is open.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Target {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) service: Option<ServiceTarget>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sandbox: Option<SandboxTarget>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ServiceTarget {
    pub(crate) name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SandboxTarget {
    pub(crate) id: String,
}

impl Target {
    pub(crate) fn service(&self) -> Option<&str> {
        self.service.as_ref().map(|service| service.name.as_str())
    }

    pub(crate) fn sandbox(&self) -> Option<&str> {
        self.sandbox.as_ref().map(|sandbox| sandbox.id.as_str())
    }
}

/// Whether the lease holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lease {
    Open,
    Closed,
    Expired,
}

impl Lease {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Expired => "expired",
        }
    }
}

pub(crate) struct Session {
    pub(crate) tenant: String,
    pub(crate) id: String,
    pub(crate) generation: u64,
    pub(crate) version: String,
    pub(crate) created: Timestamp,
    pub(crate) updated: Timestamp,
    pub(crate) target: Target,
    pub(crate) snapshot: Value,
    pub(crate) channels: Vec<String>,
    pub(crate) expires: Timestamp,
    pub(crate) lease: Lease,
    /// When and why it ended.
    pub(crate) end: Option<(Timestamp, String)>,
}

impl Session {
    /// Whether it is to expire.
    fn is_due(&self, now: Timestamp) -> bool {
        self.lease == Lease::Open && self.expires <= now
    }

    pub(crate) fn json(&self) -> Value {
        let reason = match self.lease {
            Lease::Open => "LeaseActive",
            Lease::Closed => "ClientClosed",
            Lease::Expired => "LeaseExpired",
        };
        let mut session = json!({
            "metadata": {
                "tenantId": self.tenant,
                "id": self.id,
                "generation": self.generation,
                "resourceVersion": self.version,
                "createdAt": stamp(self.created),
                "updatedAt": stamp(self.updated),
            },
            "spec": {
                "target": self.target,
                "targetSnapshot": self.snapshot,
                "channels": self.channels,
                "expiresAt": stamp(self.expires),
            },
            "status": {
                "lifecycleState": self.lease.name(),
                "expiresAt": stamp(self.expires),
                "conditions": Condition {
                    kind: "Open",
                    holds: self.lease == Lease::Open,
                    reason,
                    message: format!("session {} is {}", self.id, self.lease.name()),
                    generation: self.generation,
                    since: self.updated,
                }
                .json(),
            },
        });
        if let Some((time, reason)) = &self.end {
            session["status"]["closedAt"] = json!(stamp(*time));
            session["status"]["closeReason"] = json!(reason);
        }
        session
    }
}

/// Ends an open session; one that has ended already stays as it is.
fn end_as(world: &mut World, id: &str, now: Timestamp, lease: Lease, reason: &str) {
    let open = |world: &World| {
        let session = world.sessions.get(id);
        session.is_some_and(|session| session.lease == Lease::Open)
    };
    if !open(world) {
        return;
    }
    let version = world.session_version();
    if let Some(session) = world.sessions.get_mut(id) {
        session.lease = lease;
        session.generation += 1;
        session.version = version;
        session.updated = now;
        session.end = Some((now, reason.to_owned()));
    }
}

/// Closes an open session.
pub(crate) fn end(world: &mut World, id: &str, now: Timestamp, reason: &str) {
    end_as(world, id, now, Lease::Closed, reason);
}

/// Expires a session whose time has come. It happens when someone looks, so the end is now and not
/// the time it was due.
pub(crate) fn expire(world: &mut World, id: &str, now: Timestamp) {
    let session = world.sessions.get(id);
    if session.is_some_and(|session| session.is_due(now)) {
        end_as(world, id, now, Lease::Expired, "expired");
    }
}

/// Expires every session of a tenant whose time has come.
pub(crate) fn expire_all(world: &mut World, tenant: &str, now: Timestamp) {
    let ids: Vec<String> = world
        .sessions
        .values()
        .filter(|session| session.tenant == tenant && session.is_due(now))
        .map(|session| session.id.clone())
        .collect();
    for id in ids {
        expire(world, &id, now);
    }
}

/// The ids of the open sessions on a service.
pub(crate) fn open_on_service(world: &mut World, key: &Key, now: Timestamp) -> Vec<String> {
    expire_all(world, &key.0, now);
    world
        .sessions
        .values()
        .filter(|session| session.tenant == key.0 && session.lease == Lease::Open)
        .filter(|session| session.target.service() == Some(key.1.as_str()))
        .map(|session| session.id.clone())
        .collect()
}
