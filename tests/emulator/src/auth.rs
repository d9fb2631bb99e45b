//! Who is calling.

use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, ORIGIN};

use crate::error::ApiError;
use crate::principal::Principal;
use crate::world::App;

/// The header that is looked at before `Authorization`.
pub(crate) const ADMIN_HEADER: &str = "x-nimbus-admin-token";
/// The header that never authenticates anyone.
pub(crate) const API_KEY_HEADER: &str = "x-nimbus-api-key";

/// An authenticated caller.
pub(crate) enum Caller {
    Operator,
    Application(Principal),
}

impl Caller {
    /// The caller of a request with these headers.
    pub(crate) fn of(app: &App, headers: &HeaderMap) -> Result<Self, ApiError> {
        check_origin(app, headers)?;
        if let Some(token) = headers.get(ADMIN_HEADER) {
            return match token.to_str() {
                Ok(token) if app.is_operator(token) => Ok(Self::Operator),
                _ => Err(ApiError::unauthorized("the admin token is not valid")),
            };
        }
        let Some(header) = headers.get(AUTHORIZATION) else {
            return Err(ApiError::unauthorized("no credential was presented"));
        };
        let token = header
            .to_str()
            .ok()
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token);
        match token {
            Some(token) if app.is_operator(token) => Ok(Self::Operator),
            Some(token) => match app.options.principals.get(token) {
                Some(principal) => Ok(Self::Application(principal.clone())),
                None => Err(ApiError::unauthorized("the bearer token is not valid")),
            },
            None => Err(ApiError::unauthorized(
                "the credential is not a bearer token",
            )),
        }
    }

    /// Refuses everyone but the operator.
    pub(crate) fn operator_only(&self) -> Result<(), ApiError> {
        match self {
            Self::Operator => Ok(()),
            Self::Application(_) => Err(ApiError::forbidden("only an operator may do this")),
        }
    }

    /// Refuses a principal of another tenant.
    pub(crate) fn within(&self, tenant: &str) -> Result<(), ApiError> {
        match self {
            Self::Application(principal) if principal.tenant() != tenant => Err(
                ApiError::permission_denied("the credential belongs to another tenant"),
            ),
            _ => Ok(()),
        }
    }

    /// True for the operator, and for a principal that passes `test`.
    pub(crate) fn may(&self, test: impl FnOnce(&Principal) -> bool) -> bool {
        match self {
            Self::Operator => true,
            Self::Application(principal) => test(principal),
        }
    }

    /// Refuses a principal that does not pass `test`.
    pub(crate) fn needs(
        &self,
        what: &str,
        test: impl FnOnce(&Principal) -> bool,
    ) -> Result<(), ApiError> {
        if self.may(test) {
            Ok(())
        } else {
            Err(ApiError::forbidden(format!("the credential lacks {what}")))
        }
    }
}

/// A browser may only call from a page that this very server could have served.
fn check_origin(app: &App, headers: &HeaderMap) -> Result<(), ApiError> {
    let Some(origin) = headers.get(ORIGIN) else {
        return Ok(());
    };
    let port = app.port;
    let allowed = ["127.0.0.1", "localhost", "[::1]"]
        .iter()
        .any(|host| origin.as_bytes() == format!("http://{host}:{port}").as_bytes());
    if allowed {
        Ok(())
    } else {
        Err(ApiError::forbidden(
            "requests from this origin are not allowed",
        ))
    }
}
