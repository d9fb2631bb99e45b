//! The errors of discovery.

use std::fmt;
use std::path::Path;

use super::place::Place;

const SET_ENDPOINT: &str = "to set the endpoint: the option endpoint, or NIMBUS_ENDPOINT, \
     or the field endpoint of the credential file";
const SET_CREDENTIAL: &str = "to set the credential: one of the options credential, token and api_key, \
     or one of NIMBUS_TOKEN, NIMBUS_BEARER_TOKEN, NIMBUS_API_KEY, NIMBUS_WORKLOAD_IDENTITY_TOKEN \
     and NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE, or a credential file (NIMBUS_APPLICATION_CREDENTIALS)";

/// Discovery found no endpoint or no credential, or found a source that cannot be used.
///
/// If something is missing, the text has several lines: each place that was searched, in order, with the reason why it
/// was not used, and then what to set. It never quotes a value or the content of a file.
#[derive(Clone, Debug)]
pub struct DiscoveryError(Reason);

#[derive(Clone, Debug)]
enum Reason {
    /// The places searched for the endpoint if it is missing, and for the credential if that is missing.
    Missing(Option<Trail>, Option<Trail>),
    Broken {
        place: Place,
        reason: String,
    },
}

/// The kinds of [`DiscoveryError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DiscoveryErrorKind {
    /// No source has an endpoint.
    MissingEndpoint,
    /// No source has a credential.
    MissingCredential,
    /// No source has an endpoint, and none has a credential.
    MissingEndpointAndCredential,
    /// A source is present but cannot be used, and the search stopped there.
    BrokenSource,
}

/// The places that were searched without success, in order, with the reasons.
#[derive(Clone, Debug, Default)]
pub(super) struct Trail(Vec<(String, String)>);

impl Trail {
    /// Returns what was found in a place. If nothing was, the reason is recorded.
    pub(super) fn note<T>(
        &mut self,
        place: &dyn fmt::Display,
        found: Result<T, impl Into<String>>,
    ) -> Option<T> {
        let reason = match found {
            Ok(value) => return Some(value),
            Err(reason) => reason.into(),
        };
        self.0.push((place.to_string(), reason));
        None
    }
}

impl DiscoveryError {
    pub(super) fn missing(endpoint: Option<Trail>, credential: Option<Trail>) -> Self {
        Self(Reason::Missing(endpoint, credential))
    }

    pub(super) fn broken(place: Place, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self(Reason::Broken { place, reason })
    }

    /// Returns the kind of this error.
    #[must_use]
    pub fn kind(&self) -> DiscoveryErrorKind {
        match &self.0 {
            Reason::Broken { .. } => DiscoveryErrorKind::BrokenSource,
            Reason::Missing(_, None) => DiscoveryErrorKind::MissingEndpoint,
            Reason::Missing(None, _) => DiscoveryErrorKind::MissingCredential,
            Reason::Missing(..) => DiscoveryErrorKind::MissingEndpointAndCredential,
        }
    }

    /// Returns the file that cannot be used, if a file is the reason why the search stopped.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.0 {
            Reason::Broken { place, .. } => place.path(),
            Reason::Missing(..) => None,
        }
    }
}

impl fmt::Display for DiscoveryError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (endpoint, credential) = match &self.0 {
            Reason::Broken { place, reason } => {
                return write!(
                    formatter,
                    "{place} {reason}; a source that cannot be used is not skipped: fix it, remove it, \
                     or set an option instead"
                );
            }
            Reason::Missing(endpoint, credential) => (endpoint, credential),
        };
        let missing = [
            ("endpoint", endpoint, SET_ENDPOINT),
            ("credential", credential, SET_CREDENTIAL),
        ]
        .into_iter()
        .filter_map(|(name, trail, remedy)| Some((name, trail.as_ref()?, remedy)));
        for (index, (name, ..)) in missing.clone().enumerate() {
            let lead = if index == 0 { "no" } else { " and no" };
            write!(formatter, "{lead} {name}")?;
        }
        formatter.write_str(" found")?;
        for (name, trail, _) in missing.clone() {
            write!(formatter, "\nlooked for the {name} in")?;
            for (place, reason) in &trail.0 {
                write!(formatter, "\n  {place}: {reason}")?;
            }
        }
        for (.., remedy) in missing {
            write!(formatter, "\n{remedy}")?;
        }
        Ok(())
    }
}

impl std::error::Error for DiscoveryError {}
