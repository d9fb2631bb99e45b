//! A builder for what a sandbox runs.

use crate::types::{
    SandboxBackendKind, SandboxOciImageReferenceSource, SandboxOciImageRoot, SandboxOwnerSpec,
    SandboxProcessSpec, SandboxRootSpec, SandboxServiceOwner, SandboxSpec, SandboxStandaloneOwner,
    ServiceBackendSpec, ServiceSandboxBackendSpec,
};

impl SandboxSpec {
    /// Returns a builder for a sandbox in a container. The root is a reference of an image, for example
    /// `docker.io/library/node:22`, or another root.
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

    /// Returns a builder for a sandbox in a krun microVM. The root is a reference of an image, or another root.
    pub fn krun(root: impl Into<SandboxRootSpec>) -> SandboxSpecBuilder {
        SandboxSpecBuilder::new(SandboxBackendKind::Krun, root.into())
    }
}

impl SandboxProcessSpec {
    /// Adds an environment variable to those of [`env`](Self::env). The first one replaces the server's default
    /// environment, which has only `PATH`.
    #[must_use]
    pub fn env_var(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let entry = format!("{}={}", name.as_ref(), value.as_ref());
        self.env.get_or_insert_default().push(entry);
        self
    }
}

/// Builds what a sandbox runs, for a standalone sandbox or a service. Made by [`SandboxSpec::container`] or
/// [`SandboxSpec::krun`].
///
/// It converts to a [`SandboxSpec`], whose owner is standalone, or to a [`ServiceBackendSpec`], whose sandbox the
/// service owns, unless another [`owner`](Self::owner) is set.
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

    /// Sets the program and its arguments.
    pub fn argv<T: Into<String>>(mut self, argv: impl IntoIterator<Item = T>) -> Self {
        self.process = self.process.argv(argv);
        self
    }

    /// An alias of [`argv`](Self::argv). If both are set, `argv` is used.
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

    /// Adds an environment variable. The first one replaces the server's default environment, which has only `PATH`.
    pub fn env_var(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.process = self.process.env_var(name, value);
        self
    }

    /// Sets the working directory. The default is `/`.
    pub fn cwd(mut self, cwd: impl Into<String>) -> Self {
        self.process = self.process.cwd(cwd);
        self
    }

    /// Sets the user to run as, by its name in the image.
    pub fn user(mut self, user: impl Into<String>) -> Self {
        self.process = self.process.user(user);
        self
    }

    /// Sets whether the process gets a terminal.
    pub fn terminal(mut self, terminal: bool) -> Self {
        self.process = self.process.terminal(terminal);
        self
    }

    /// Sets the owner, for example to give it a display name. It must match what the sandbox is used for.
    pub fn owner(mut self, owner: impl Into<SandboxOwnerSpec>) -> Self {
        self.owner = Some(owner.into());
        self
    }

    fn build(self, owner: impl Into<SandboxOwnerSpec>) -> SandboxSpec {
        let owner = self.owner.unwrap_or_else(|| owner.into());
        SandboxSpec::new(owner, self.backend, self.root, self.process)
    }
}

/// Makes a standalone sandbox.
impl From<SandboxSpecBuilder> for SandboxSpec {
    fn from(spec: SandboxSpecBuilder) -> Self {
        spec.build(SandboxStandaloneOwner::new())
    }
}

/// Makes the sandbox of a service.
impl From<SandboxSpecBuilder> for ServiceBackendSpec {
    fn from(spec: SandboxSpecBuilder) -> Self {
        spec.build(SandboxServiceOwner::new()).into()
    }
}

/// Makes the sandbox of a service. If the owner is not this service, sending it is an error.
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
