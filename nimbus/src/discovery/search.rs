//! The search, place by place. Here: what it keeps, and the endpoint.

use std::fmt;
use std::time::Duration;

use super::Explicit;
use super::error::{DiscoveryError, Step};
use super::fields;
use super::file::{self, Location, Opened, Pick};
use super::origin::Origin;
use super::place::{Place, Variable, variable};
use crate::environment::Environment;

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Endpoint,
    Credential,
}

impl fmt::Display for Wanted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Endpoint => "endpoint",
            Self::Credential => "credential",
        })
    }
}

pub(super) struct Search<'a> {
    pub(super) environment: &'a Environment,
    /// For each file, and later for each new token.
    pub(super) timeout: Duration,
    /// Opened when it is first needed, for either of the two.
    file: Option<Opened>,
    /// The places looked at in vain, in order.
    pub(super) trail: Vec<Step>,
}

/// Something that the credential file gave.
pub(super) struct Given<T> {
    pub(super) value: T,
    pub(super) field: &'static str,
    pub(super) location: Location,
}

impl<T> Given<T> {
    pub(super) fn origin(&self) -> Origin {
        let (path, field) = (self.location.path.clone(), self.field);
        Origin::CredentialFile { path, field }
    }
}

impl<'a> Search<'a> {
    pub(super) fn new(environment: &'a Environment, timeout: Duration) -> Self {
        let (file, trail) = (None, Vec::new());
        Self {
            environment,
            timeout,
            file,
            trail,
        }
    }

    pub(super) async fn endpoint(
        &mut self,
        explicit: &Explicit,
    ) -> Result<Option<(String, Origin)>, DiscoveryError> {
        const WANTED: Wanted = Wanted::Endpoint;
        match explicit.endpoint.as_deref().map(str::trim) {
            Some("") => self.passed(WANTED, &Place::Option("endpoint"), "is blank"),
            Some(endpoint) => return Ok(Some((endpoint.to_owned(), Origin::Option("endpoint")))),
            None => self.passed(WANTED, &Place::Option("endpoint"), "is not set"),
        }
        if let Some(endpoint) = self.variable(WANTED, "NIMBUS_ENDPOINT")? {
            return Ok(Some((endpoint, Origin::Variable("NIMBUS_ENDPOINT"))));
        }
        self.open_file().await?;
        let given = self.in_file(WANTED, fields::endpoint, "gives no endpoint")?;
        Ok(given.map(|given| (given.value.expose().to_owned(), given.origin())))
    }

    /// Opens the credential file, unless that has been done.
    pub(super) async fn open_file(&mut self) -> Result<(), DiscoveryError> {
        if self.file.is_none() {
            self.file = Some(file::open(self.environment, self.timeout).await?);
        }
        Ok(())
    }

    /// What the credential file gives.
    pub(super) fn in_file<T>(
        &mut self,
        wanted: Wanted,
        pick: Pick<T>,
        nothing: &str,
    ) -> Result<Option<Given<T>>, DiscoveryError> {
        let (place, reasons) = match &self.file {
            None => return Ok(None),
            Some(Opened::Absent { place, reason }) => (place.clone(), vec![reason.clone()]),
            Some(Opened::Present(file)) => match file.pick(pick, self.environment)? {
                (Some((value, field)), _) => {
                    let location = file.location.clone();
                    return Ok(Some(Given {
                        value,
                        field,
                        location,
                    }));
                }
                (None, mut reasons) => {
                    reasons.push(nothing.to_owned());
                    (file.location.place().to_string(), reasons)
                }
            },
        };
        for reason in reasons {
            self.passed(wanted, &place, &reason);
        }
        Ok(None)
    }

    /// The value of a variable; one without a value is written down.
    pub(super) fn variable(
        &mut self,
        wanted: Wanted,
        name: &'static str,
    ) -> Result<Option<String>, DiscoveryError> {
        let found = variable(self.environment, name)?;
        Ok(self.note(wanted, name, found))
    }

    pub(super) fn note(
        &mut self,
        wanted: Wanted,
        name: &'static str,
        found: Variable,
    ) -> Option<String> {
        let reason = match found {
            Variable::Set(value) => return Some(value),
            Variable::Blank => "is blank",
            Variable::Unset => "is not set",
        };
        self.passed(wanted, &Place::Variable(name), reason);
        None
    }

    /// Writes down a place that gave nothing.
    pub(super) fn passed(&mut self, wanted: Wanted, place: &dyn fmt::Display, reason: &str) {
        self.trail.push(Step {
            wanted,
            place: place.to_string(),
            reason: reason.to_owned(),
        });
    }
}
