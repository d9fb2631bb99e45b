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
//!     .environment(Environment::fake()) // nothing of this machine's
//!     .endpoint(server.base_url())
//!     .token("a-token")
//!     .tenant("demo")
//!     .retry(nimbus::RetryPolicy::disabled())
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

/// Matches paths of this template whose placeholder has this value, as it is; the others may have any.
fn pattern(template: &str, placeholder: &str, value: &str) -> String {
    let mut pattern = String::from("^");
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        pattern += &regex::escape(before);
        if name == placeholder {
            pattern += &regex::escape(&nimbus_api::path::encode(value));
        } else {
            pattern += "[^/]*";
        }
        rest = after;
    }
    pattern + &regex::escape(rest) + "$"
}

/// An error as the control plane sends it: not retryable, of severity `error`, with the request id `req-1`. Its fields are
/// public, to be set otherwise.
pub fn envelope(code: impl Into<ErrorCode>, message: impl Into<String>) -> ErrorEnvelope {
    let time = nimbus_api::Timestamp::UNIX_EPOCH;
    let body = ErrorBody::new(code, message, "req-1", time, ErrorSeverity::Error, false);
    ErrorEnvelope::new(body)
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn a_name_is_matched_as_it_is_and_the_others_by_anything() {
        let template = "/api/tenants/{tenant}/services/{name}/start";
        for (name, path, is_match) in [
            ("a.b", "/api/tenants/t/services/a.b/start", true),
            ("a.b", "/api/tenants/t/services/axb/start", false),
            ("a b", "/api/tenants/t/services/a%20b/start", true),
            ("(x", "/api/tenants/t/services/%28x/start", true),
            ("web", "/api/tenants/t/services/web/stop", false),
            ("web", "/api/tenants/t/u/services/web/start", false),
        ] {
            let regex = regex::Regex::new(&pattern(template, "name", name)).unwrap();
            assert_eq!(regex.is_match(path), is_match, "{name} {path}");
        }
    }
}
