//! What cannot be written. Each of these does not compile; before it stands what does, and differs in nothing else.
//!
//! An update without the generation that was read:
//!
//! ```
//! # use nimbus::types::{BuiltInProviderId, ServiceBuiltInBackend};
//! # fn example(nimbus: &nimbus::Nimbus) {
//! let backend = ServiceBuiltInBackend::new(BuiltInProviderId::Browser);
//! let _ = nimbus.services().update("tab", 1, backend, Default::default());
//! # }
//! ```
//! ```compile_fail,E0061
//! # use nimbus::types::{BuiltInProviderId, ServiceBuiltInBackend};
//! # fn example(nimbus: &nimbus::Nimbus) {
//! let backend = ServiceBuiltInBackend::new(BuiltInProviderId::Browser);
//! let _ = nimbus.services().update("tab", backend, Default::default());
//! # }
//! ```
//!
//! An update without labels, which would wipe them:
//!
//! ```compile_fail,E0061
//! # use nimbus::types::{BuiltInProviderId, ServiceBuiltInBackend};
//! # fn example(nimbus: &nimbus::Nimbus) {
//! let backend = ServiceBuiltInBackend::new(BuiltInProviderId::Browser);
//! let _ = nimbus.services().update("tab", 1, backend);
//! # }
//! ```
//!
//! A delete without the generation that was read:
//!
//! ```
//! # fn example(nimbus: &nimbus::Nimbus) {
//! let _ = nimbus.services().delete("tab", 1);
//! # }
//! ```
//! ```compile_fail,E0061
//! # fn example(nimbus: &nimbus::Nimbus) {
//! let _ = nimbus.services().delete("tab");
//! # }
//! ```
//!
//! A start, or a restart, that waits until the service is stopped:
//!
//! ```
//! # use nimbus::{ServiceActivationWaitCondition, ServiceStopWaitCondition};
//! # fn example(nimbus: &nimbus::Nimbus) {
//! let _ = nimbus.services().start("web").until_ready();
//! let _ = nimbus.services().restart("web").until_ready();
//! # }
//! ```
//! ```compile_fail,E0599
//! # fn example(nimbus: &nimbus::Nimbus) {
//! let _ = nimbus.services().start("web").until_stopped();
//! # }
//! ```
//! ```compile_fail,E0599
//! # fn example(nimbus: &nimbus::Nimbus) {
//! let _ = nimbus.services().restart("web").until_stopped();
//! # }
//! ```
//!
//! A stop that waits until the service, or the sandbox, is ready:
//!
//! ```
//! # use nimbus::{ServiceActivationWaitCondition, ServiceStopWaitCondition};
//! # fn example(nimbus: &nimbus::Nimbus) {
//! let _ = nimbus.services().stop("web").until_stopped();
//! let _ = nimbus.sandboxes().stop("job").until_stopped();
//! # }
//! ```
//! ```compile_fail,E0599
//! # fn example(nimbus: &nimbus::Nimbus) {
//! let _ = nimbus.services().stop("web").until_ready();
//! # }
//! ```
//! ```compile_fail,E0599
//! # fn example(nimbus: &nimbus::Nimbus) {
//! let _ = nimbus.sandboxes().stop("job").until_ready();
//! # }
//! ```
//!
//! A backend as it was shown, as one to declare; and a redacted one:
//!
//! ```
//! # use nimbus::types::{ServiceBackendSpec, ServiceDefinition};
//! # fn example(nimbus: &nimbus::Nimbus, read: ServiceDefinition, sent: ServiceBackendSpec) {
//! let _ = nimbus.services().update("web", 1, sent, read.metadata.labels);
//! # }
//! ```
//! ```compile_fail,E0277
//! # use nimbus::types::{ServiceBackendSpec, ServiceDefinition};
//! # fn example(nimbus: &nimbus::Nimbus, read: ServiceDefinition, sent: ServiceBackendSpec) {
//! let _ = nimbus.services().update("web", 1, read.spec.backend, read.metadata.labels);
//! # }
//! ```
//! ```compile_fail,E0277
//! # use nimbus::types::{ServiceRedactedBackend, ServiceDefinition};
//! # fn example(nimbus: &nimbus::Nimbus, read: ServiceDefinition, sent: ServiceRedactedBackend) {
//! let _ = nimbus.services().update("web", 1, sent, read.metadata.labels);
//! # }
//! ```
//!
//! A process as it was shown, as one to run:
//!
//! ```
//! # use nimbus::types::*;
//! # fn example(shown: SandboxProcessResponse, process: SandboxProcessSpec, root: SandboxOciImageRoot) {
//! let owner = SandboxStandaloneOwner::new();
//! let _ = SandboxSpec::new(owner, SandboxBackendKind::Container, root, process);
//! # }
//! ```
//! ```compile_fail,E0277
//! # use nimbus::types::*;
//! # fn example(shown: SandboxProcessResponse, process: SandboxProcessSpec, root: SandboxOciImageRoot) {
//! let owner = SandboxStandaloneOwner::new();
//! let _ = SandboxSpec::new(owner, SandboxBackendKind::Container, root, shown);
//! # }
//! ```
