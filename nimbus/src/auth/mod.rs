//! Authentication: credentials, tokens, and the headers that carry them.

mod authenticator;
mod credential;
mod error;
mod header;
mod jwt;
mod secret;
mod token;
mod token_cache;
mod token_file;

pub(crate) use authenticator::Authenticator;
pub use credential::{Credential, CredentialKind};
pub use error::CredentialError;
pub(crate) use header::{AuthHeader, AuthScheme, Unsendable};
pub use secret::Secret;
pub(crate) use secret::is_quoted;
pub use token::{Token, TokenError, TokenFuture, TokenRequest, TokenSource};
pub use token_file::TokenFile;
pub(crate) use token_file::TokenFileError;
