//! Application principals: callers that are bound to one tenant and hold only what they are given.

/// A caller that is bound to one tenant. A new one may do nothing.
#[derive(Debug, Clone)]
pub struct Principal {
    tenant: String,
    grants: Vec<String>,
    definitions: Vec<(DefinitionVerb, Scope)>,
    sandboxes: Vec<(SandboxVerb, Scope)>,
    sessions: Vec<(SessionVerb, SessionScope)>,
    channels: Option<Vec<String>>,
}

/// What a principal may do with service definitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DefinitionVerb {
    /// Declare a service.
    Create,
    /// See it in lists.
    List,
    /// See its backend in lists.
    Inspect,
    /// Replace its definition.
    Update,
    /// Delete it.
    Delete,
    /// Delete it although it runs or has open sessions; needs a service grant too.
    ForceDelete,
}

/// What a principal may do with sandboxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SandboxVerb {
    /// Create one.
    Create,
    /// See it in lists.
    List,
    /// Read it, and open sessions on it.
    Get,
    /// Stop it.
    Stop,
}

/// What a principal may do with sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SessionVerb {
    /// Open one.
    Open,
    /// See it in lists.
    List,
    /// Read it.
    Get,
    /// Close it.
    Close,
}

/// Which names or ids a permission covers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scope {
    /// All of the tenant's.
    Tenant,
    /// This one.
    Exact(String),
    /// All that begin so.
    Prefix(String),
}

/// Which sessions a permission covers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SessionScope {
    /// All of the tenant's.
    Tenant,
    /// The session with this id.
    Exact(String),
    /// Sessions on this service.
    Service(String),
    /// Sessions on this sandbox.
    Sandbox(String),
}

impl Scope {
    fn covers(&self, key: &str) -> bool {
        match self {
            Self::Tenant => true,
            Self::Exact(name) => name == key,
            Self::Prefix(prefix) => key.starts_with(prefix.as_str()),
        }
    }
}

impl Principal {
    /// A principal of `tenant` that may do nothing yet.
    pub fn new(tenant: impl Into<String>) -> Self {
        Self {
            tenant: tenant.into(),
            grants: Vec::new(),
            definitions: Vec::new(),
            sandboxes: Vec::new(),
            sessions: Vec::new(),
            channels: None,
        }
    }

    /// Grants the service of exactly this name: its runtime view, its lifecycle and sessions on it.
    /// A name with `*` in it voids all grants, as on the server.
    #[must_use]
    pub fn grant(mut self, service: impl Into<String>) -> Self {
        self.grants.push(service.into());
        self
    }

    /// Allows a verb on service definitions.
    #[must_use]
    pub fn definitions(mut self, verb: DefinitionVerb, scope: Scope) -> Self {
        self.definitions.push((verb, scope));
        self
    }

    /// Allows a verb on sandboxes.
    #[must_use]
    pub fn sandboxes(mut self, verb: SandboxVerb, scope: Scope) -> Self {
        self.sandboxes.push((verb, scope));
        self
    }

    /// Allows a verb on sessions.
    #[must_use]
    pub fn sessions(mut self, verb: SessionVerb, scope: SessionScope) -> Self {
        self.sessions.push((verb, scope));
        self
    }

    /// Limits the channels of sessions it opens; without a limit all are allowed.
    #[must_use]
    pub fn channels<C: Into<String>>(mut self, channels: impl IntoIterator<Item = C>) -> Self {
        self.channels = Some(channels.into_iter().map(Into::into).collect());
        self
    }

    pub(crate) fn tenant(&self) -> &str {
        &self.tenant
    }

    pub(crate) fn has_grant(&self, service: &str) -> bool {
        !self.grants.iter().any(|grant| grant.contains('*'))
            && self.grants.iter().any(|grant| grant == service)
    }

    pub(crate) fn definition(&self, verb: DefinitionVerb, name: &str) -> bool {
        self.definitions
            .iter()
            .any(|(held, scope)| *held == verb && scope.covers(name))
    }

    pub(crate) fn any_definition(&self, verb: DefinitionVerb) -> bool {
        self.definitions.iter().any(|(held, _)| *held == verb)
    }

    pub(crate) fn sandbox(&self, verb: SandboxVerb, id: &str) -> bool {
        self.sandboxes
            .iter()
            .any(|(held, scope)| *held == verb && scope.covers(id))
    }

    pub(crate) fn any_sandbox(&self, verb: SandboxVerb) -> bool {
        self.sandboxes.iter().any(|(held, _)| *held == verb)
    }

    /// `id` is `None` for a session that is still to be opened.
    pub(crate) fn session(
        &self,
        verb: SessionVerb,
        id: Option<&str>,
        service: Option<&str>,
        sandbox: Option<&str>,
    ) -> bool {
        self.sessions.iter().any(|(held, scope)| {
            *held == verb
                && match scope {
                    SessionScope::Tenant => true,
                    SessionScope::Exact(wanted) => id == Some(wanted),
                    SessionScope::Service(wanted) => service == Some(wanted),
                    SessionScope::Sandbox(wanted) => sandbox == Some(wanted),
                }
        })
    }

    pub(crate) fn any_session(&self, verb: SessionVerb) -> bool {
        self.sessions.iter().any(|(held, _)| *held == verb)
    }

    pub(crate) fn channel(&self, channel: &str) -> bool {
        match &self.channels {
            Some(allowed) => allowed.iter().any(|name| name == channel),
            None => true,
        }
    }
}
