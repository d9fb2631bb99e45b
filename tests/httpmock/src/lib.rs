//! Typed mocks of the Nimbus control plane, for [`httpmock`].
//!
//! [`MockServerExt`] gives httpmock's server one method an operation. It takes a closure with what to match and what to
//! answer, both of them typed: a matcher has the arguments of its operation, and an answer has its statuses and its types.
//!
//! ```
//! use httpmock::MockServer;
//! use nimbus::types::{ErrorCode, Service};
//! use nimbus::{Nimbus, discovery::Environment};
//! use nimbus_httpmock::{MockServerExt, envelope};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> nimbus::Result<()> {
//! let server = MockServer::start_async().await;
//! let get = server.services_get(|when, then| {
//!     when.tenant("demo").name("web");
//!     then.ok(&Service::new("web"));
//! });
//! server.services_start(|when, then| {
//!     when.name("web");
//!     then.too_many_requests(&envelope(ErrorCode::RateResourceExhausted, "web does not come up"));
//! });
//!
//! let nimbus = Nimbus::builder()
//!     .environment(Environment::in_memory()) // nothing of this machine's
//!     .endpoint(server.base_url())
//!     .token("a-token")
//!     .tenant("demo")
//!     .retry(nimbus::Retry::OFF)
//!     .build()?;
//! assert_eq!(nimbus.services().get("web").await?.name, "web");
//! get.assert_calls(1);
//!
//! let error = nimbus.services().start("web").await.unwrap_err();
//! assert_eq!(error.code(), Some("rate.resource_exhausted"));
//! # Ok(())
//! # }
//! ```
//!
//! Names are matched as they are: `a.b` matches `a.b` alone. A matcher that is given no argument matches the operation
//! whatever its arguments are. `into_inner` leads to httpmock's own matcher and answer, for headers, delays and answers that
//! the contract does not have.

mod generated;

pub use generated::{MockServerExt, operations};

use nimbus_api::types::{ErrorBody, ErrorCode, ErrorEnvelope, ErrorSeverity};

/// An error as the control plane sends it: not retryable, of severity `error`, with the request id `req-1`. Its fields are
/// public, to be set otherwise.
pub fn envelope(code: impl Into<ErrorCode>, message: impl Into<String>) -> ErrorEnvelope {
    let time = nimbus_api::Timestamp::UNIX_EPOCH;
    let body = ErrorBody::new(code, message, "req-1", time, ErrorSeverity::Error, false);
    ErrorEnvelope::new(body)
}
