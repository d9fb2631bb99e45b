//! Why no endpoint or no credential could be had.

use std::fmt;
use std::path::Path;

use super::place::Place;
use super::search::Wanted;

const SET_ENDPOINT: &str = "to set the endpoint: the option endpoint, or NIMBUS_ENDPOINT, \
     or the field endpoint of the credential file";
const SET_CREDENTIAL: &str = "to set the credential: one of the options credential, token and api_key, \
     or one of NIMBUS_TOKEN, NIMBUS_BEARER_TOKEN, NIMBUS_API_KEY, NIMBUS_WORKLOAD_IDENTITY_TOKEN \
     and NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE, or a credential file (NIMBUS_APPLICATION_CREDENTIALS)";

/// Discovery found no endpoint or no credential, or met a source that is present but cannot be used.
///
/// Its text has several lines when something is missing: each place that was looked at, in order, and why it gave
/// nothing; then what to set. It never quotes a value or the content of a file.
#[derive(Clone, Debug)]
pub struct DiscoveryError(Reason);

#[derive(Clone, Debug)]
enum Reason {
    Missing {
        wanted: Vec<Wanted>,
        trail: Vec<Step>,
    },
    Broken {
        place: Place,
        reason: String,
    },
}

/// What went wrong, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DiscoveryErrorKind {
    /// No source gave an endpoint.
    MissingEndpoint,
    /// No source gave a credential.
    MissingCredential,
    /// No source gave an endpoint, and none gave a credential.
    MissingEndpointAndCredential,
    /// A source is present but cannot be used; the search stopped there.
    BrokenSource,
}

/// One place looked at in vain.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) wanted: Wanted,
    pub(super) place: String,
    pub(super) reason: String,
}

impl DiscoveryError {
    pub(super) fn missing(wanted: Vec<Wanted>, trail: Vec<Step>) -> Self {
        Self(Reason::Missing { wanted, trail })
    }

    pub(super) fn broken(place: Place, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self(Reason::Broken { place, reason })
    }

    /// What went wrong, in one word.
    #[must_use]
    pub fn kind(&self) -> DiscoveryErrorKind {
        match &self.0 {
            Reason::Broken { .. } => DiscoveryErrorKind::BrokenSource,
            Reason::Missing { wanted, .. } => match wanted.as_slice() {
                [Wanted::Endpoint] => DiscoveryErrorKind::MissingEndpoint,
                [Wanted::Credential] => DiscoveryErrorKind::MissingCredential,
                _ => DiscoveryErrorKind::MissingEndpointAndCredential,
            },
        }
    }

    /// The file that cannot be used, when a file is why the search stopped.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.0 {
            Reason::Broken { place, .. } => place.path(),
            Reason::Missing { .. } => None,
        }
    }
}

impl fmt::Display for DiscoveryError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (wanted, trail) = match &self.0 {
            Reason::Broken { place, reason } => {
                return write!(
                    formatter,
                    "{place} {reason}; a source that cannot be used is not passed over: fix it, remove it, \
                     or set an option in its place"
                );
            }
            Reason::Missing { wanted, trail } => (wanted, trail),
        };
        for (index, wanted) in wanted.iter().enumerate() {
            let lead = if index == 0 { "no" } else { " and no" };
            write!(formatter, "{lead} {wanted}")?;
        }
        formatter.write_str(" found")?;
        for wanted in wanted {
            write!(formatter, "\nlooked for the {wanted} in")?;
            for step in trail.iter().filter(|step| step.wanted == *wanted) {
                write!(formatter, "\n  {}: {}", step.place, step.reason)?;
            }
        }
        for wanted in wanted {
            write!(
                formatter,
                "\n{}",
                match wanted {
                    Wanted::Endpoint => SET_ENDPOINT,
                    Wanted::Credential => SET_CREDENTIAL,
                }
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for DiscoveryError {}
