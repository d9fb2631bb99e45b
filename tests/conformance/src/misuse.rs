//! Mistakes that do not compile. Beside each stands what does, so that it is the mistake that fails.
//!
//! A start cannot wait for a stop:
//!
//! ```
//! # use nimbus::{ServiceActivationWaitCondition, ServiceStopWaitCondition, Nimbus};
//! # async fn example(nimbus: Nimbus) -> nimbus::Result<()> {
//! nimbus.services().start("web").until_ready().await?;
//! # Ok(())
//! # }
//! ```
//! ```compile_fail,E0308
//! # use nimbus::{ServiceActivationWaitCondition, ServiceStopWaitCondition, Nimbus};
//! # async fn example(nimbus: Nimbus) -> nimbus::Result<()> {
//! nimbus.services().start("web").until_stopped().await?;
//! # Ok(())
//! # }
//! ```
//!
//! A delete cannot do without the generation:
//!
//! ```
//! # use nimbus::Nimbus;
//! # async fn example(nimbus: Nimbus) -> nimbus::Result<()> {
//! nimbus.services().delete("web", 1).await?;
//! # Ok(())
//! # }
//! ```
//! ```compile_fail,E0061
//! # use nimbus::Nimbus;
//! # async fn example(nimbus: Nimbus) -> nimbus::Result<()> {
//! nimbus.services().delete("web").await?;
//! # Ok(())
//! # }
//! ```
//!
//! An update can do neither without the generation nor without the labels:
//!
//! ```
//! # use nimbus::Nimbus;
//! # use nimbus::types::ServiceDefinition;
//! # async fn example(nimbus: Nimbus, read: ServiceDefinition, spec: nimbus::types::ServiceBackendSpec) -> nimbus::Result<()> {
//! let ServiceDefinition { metadata, .. } = read;
//! nimbus.services().update("web", metadata.generation, spec, metadata.labels).await?;
//! # Ok(())
//! # }
//! ```
//! ```compile_fail,E0061
//! # use nimbus::Nimbus;
//! # use nimbus::types::ServiceDefinition;
//! # async fn example(nimbus: Nimbus, read: ServiceDefinition, spec: nimbus::types::ServiceBackendSpec) -> nimbus::Result<()> {
//! let ServiceDefinition { metadata, .. } = read;
//! nimbus.services().update("web", spec, metadata.labels).await?;
//! # Ok(())
//! # }
//! ```
//!
//! What a reply shows of a backend, redacted perhaps, cannot be sent back as a spec:
//!
//! ```compile_fail,E0277
//! # use nimbus::Nimbus;
//! # use nimbus::types::ServiceDefinition;
//! # async fn example(nimbus: Nimbus, read: ServiceDefinition, spec: nimbus::types::ServiceBackendSpec) -> nimbus::Result<()> {
//! let ServiceDefinition { metadata, .. } = read;
//! nimbus.services().update("web", metadata.generation, read.spec.backend, metadata.labels).await?;
//! # Ok(())
//! # }
//! ```
