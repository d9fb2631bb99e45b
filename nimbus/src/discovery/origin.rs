//! The origins of the values that were found.

use std::fmt;
use std::path::PathBuf;

use crate::auth::CredentialKind;

/// The place that a value was found in, such as a variable (not the origin of a URL). `Display` shows the place, never
/// the value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin {
    /// An option of the client, for example `token`.
    Option(&'static str),
    /// An environment variable, for example `NIMBUS_TOKEN`.
    Variable(&'static str),
    /// A field of the credential file.
    CredentialFile {
        /// The path of the file.
        path: PathBuf,
        /// The field, for example `credential.token`.
        field: &'static str,
    },
    /// A token file.
    TokenFile {
        /// The path of the file.
        path: PathBuf,
        /// The environment variable with the path of the file.
        variable: &'static str,
    },
}

/// For example `option token`, `NIMBUS_TOKEN`, `/home/u/.config/nimbus/application_default_credentials.json, field
/// credential.token` or `/run/token, named by NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE`.
impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Option(name) => write!(formatter, "option {name}"),
            Self::Variable(name) => formatter.write_str(name),
            Self::CredentialFile { path, field } => {
                write!(formatter, "{}, field {field}", path.display())
            }
            Self::TokenFile { path, variable } => {
                write!(formatter, "{}, named by {variable}", path.display())
            }
        }
    }
}

/// Where the endpoint, the credential and the proxy in use came from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Origins {
    /// Where the endpoint came from.
    pub endpoint: Origin,
    /// Where the credential came from.
    pub credential: Origin,
    /// The kind of the credential.
    pub credential_kind: CredentialKind,
    /// Where the proxy came from, if requests go through a proxy that the SDK has found: [`Origin::Option`] or
    /// [`Origin::Variable`]. The proxies of your own HTTP client are not known here.
    pub proxy: Option<Origin>,
}

/// For example `endpoint from NIMBUS_ENDPOINT; bearer credential from option token`, followed by `; proxy from
/// HTTPS_PROXY` if there is a proxy.
impl fmt::Display for Origins {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            endpoint,
            credential,
            credential_kind,
            proxy,
        } = self;
        write!(
            formatter,
            "endpoint from {endpoint}; {credential_kind} credential from {credential}"
        )?;
        match proxy {
            Some(proxy) => write!(formatter, "; proxy from {proxy}"),
            None => Ok(()),
        }
    }
}
