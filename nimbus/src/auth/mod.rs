//! Who is calling: credentials, the tokens that they become, and the headers that carry them.

mod authenticator;
mod credential;
mod error;
mod header;
mod jwt;
mod kind;
mod secret;
mod token;
mod token_cache;
mod token_file;

pub(crate) use authenticator::Authenticator;
pub use credential::Credential;
pub use error::CredentialError;
pub(crate) use header::{AuthHeader, api_key_header, bearer_header};
pub use kind::CredentialKind;
pub use secret::Secret;
pub(crate) use secret::{Unsendable, is_quoted, trim};
pub use token::{Token, TokenError, TokenFuture, TokenRequest, TokenSource};
pub(crate) use token_cache::TokenCache;
pub use token_file::TokenFile;
pub(crate) use token_file::TokenFileError;
