//! Short ways to say what a sandbox runs.

use crate::types::{
    SandboxBackendKind, SandboxOciImageReferenceSource, SandboxOciImageRoot, SandboxOwnerSpec,
    SandboxProcessSpec, SandboxRootSpec, SandboxServiceOwner, SandboxSpec, SandboxStandaloneOwner,
    ServiceBackendSpec, ServiceSandboxBackendSpec,
};

impl SandboxSpec {
    /// What a container runs, from a reference of an image, as `docker.io/library/node:22`, or another root.
    ///
    /// ```
    /// use nimbus_api::types::{SandboxSpec, ServiceBackendSpec};
    ///
    /// let node = SandboxSpec::container("docker.io/library/node:22")
    ///     .argv(["node", "run.js"])
    ///     .env_var("PORT", "8080")
    ///     .cwd("/app");
    /// // For a sandbox on its own, and for a service.
    /// let alone = SandboxSpec::from(node.clone());
    /// let of_a_service = ServiceBackendSpec::from(node);
    /// ```
    pub fn container(root: impl Into<SandboxRootSpec>) -> SandboxSpecBuilder {
        SandboxSpecBuilder::new(SandboxBackendKind::Container, root.into())
    }

    /// What a microVM of krun runs, from a reference of an image or another root.
    pub fn krun(root: impl Into<SandboxRootSpec>) -> SandboxSpecBuilder {
        SandboxSpecBuilder::new(SandboxBackendKind::Krun, root.into())
    }
}

impl SandboxProcessSpec {
    /// One more variable of the environment, beside those of [`env`](Self::env). The first one takes the place of the
    /// server's own environment, which is an entry for `PATH`.
    #[must_use]
    pub fn env_var(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let entry = format!("{}={}", name.as_ref(), value.as_ref());
        self.env.get_or_insert_default().push(entry);
        self
    }
}

/// What a sandbox runs, before it is known where; made by [`SandboxSpec::container`] or [`SandboxSpec::krun`].
///
/// It becomes a [`SandboxSpec`], whose owner is then standalone, or a [`ServiceBackendSpec`], whose sandbox the service
/// owns, unless [`owner`](Self::owner) says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub struct SandboxSpecBuilder {
    backend: SandboxBackendKind,
    root: SandboxRootSpec,
    process: SandboxProcessSpec,
    owner: Option<SandboxOwnerSpec>,
}

impl SandboxSpecBuilder {
    fn new(backend: SandboxBackendKind, root: SandboxRootSpec) -> Self {
        Self {
            backend,
            root,
            process: SandboxProcessSpec::new(),
            owner: None,
        }
    }

    /// Program and arguments.
    pub fn argv<T: Into<String>>(mut self, argv: impl IntoIterator<Item = T>) -> Self {
        self.process = self.process.argv(argv);
        self
    }

    /// Another name of [`argv`](Self::argv), which wins when both are given.
    pub fn args<T: Into<String>>(mut self, args: impl IntoIterator<Item = T>) -> Self {
        self.process = self.process.args(args);
        self
    }

    /// Replaces the image's entry point.
    pub fn entrypoint<T: Into<String>>(mut self, entrypoint: impl IntoIterator<Item = T>) -> Self {
        self.process = self.process.entrypoint(entrypoint);
        self
    }

    /// Replaces the image's command.
    pub fn command<T: Into<String>>(mut self, command: impl IntoIterator<Item = T>) -> Self {
        self.process = self.process.command(command);
        self
    }

    /// One more variable of the environment. The first one takes the place of the server's own environment, which is an
    /// entry for `PATH`.
    pub fn env_var(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.process = self.process.env_var(name, value);
        self
    }

    /// The working directory; `/` when left out.
    pub fn cwd(mut self, cwd: impl Into<String>) -> Self {
        self.process = self.process.cwd(cwd);
        self
    }

    /// The user to run as, as the image names it.
    pub fn user(mut self, user: impl Into<String>) -> Self {
        self.process = self.process.user(user);
        self
    }

    /// Whether the process gets a terminal.
    pub fn terminal(mut self, terminal: bool) -> Self {
        self.process = self.process.terminal(terminal);
        self
    }

    /// The owner, as for a name to display. It must fit the place in which the spec is used.
    pub fn owner(mut self, owner: impl Into<SandboxOwnerSpec>) -> Self {
        self.owner = Some(owner.into());
        self
    }

    fn build(self, owner: impl Into<SandboxOwnerSpec>) -> SandboxSpec {
        let owner = self.owner.unwrap_or_else(|| owner.into());
        SandboxSpec::new(owner, self.backend, self.root, self.process)
    }
}

/// A sandbox on its own.
impl From<SandboxSpecBuilder> for SandboxSpec {
    fn from(spec: SandboxSpecBuilder) -> Self {
        spec.build(SandboxStandaloneOwner::new())
    }
}

/// The sandbox of a service.
impl From<SandboxSpecBuilder> for ServiceBackendSpec {
    fn from(spec: SandboxSpecBuilder) -> Self {
        spec.build(SandboxServiceOwner::new()).into()
    }
}

/// The sandbox of a service. An owner that is not this service is an error when it is sent.
impl From<SandboxSpec> for ServiceBackendSpec {
    fn from(spec: SandboxSpec) -> Self {
        ServiceSandboxBackendSpec::new(spec).into()
    }
}

/// An image, by its reference in a registry.
impl From<&str> for SandboxRootSpec {
    fn from(image: &str) -> Self {
        Self::from(image.to_owned())
    }
}

/// An image, by its reference in a registry.
impl From<String> for SandboxRootSpec {
    fn from(image: String) -> Self {
        SandboxOciImageRoot::new(SandboxOciImageReferenceSource::new(image)).into()
    }
}
