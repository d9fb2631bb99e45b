//! The endpoint, which is checked once and then only appended to.

use std::fmt;

use reqwest::Url;

use crate::auth::{Unsendable, is_quoted};
use crate::text::bounded;

/// The origin of a control plane, possibly with a path prefix, and without a trailing slash.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Endpoint {
    url: Url,
    secure: bool,
    loopback: bool,
}

impl Endpoint {
    /// Parses an endpoint.
    ///
    /// # Errors
    /// The reason why it is not valid. The text repeats parts of the value only after it is known to contain no
    /// password.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err("it is blank".into());
        }
        if is_quoted(text) {
            return Err(format!("it {}", Unsendable::Quoted));
        }
        // The URL parser would silently remove these.
        if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err("it contains white space or control characters".into());
        }
        let mut url = Url::parse(text)
            .map_err(|error| format!("{error}; it should look like https://nimbus.example:8443"))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(
                "it contains a user name or password; pass the credential as a separate option"
                    .into(),
            );
        }
        if !matches!(url.scheme(), "http" | "https") {
            // If the value is something else, the text before the first colon may have any length.
            let scheme = bounded(url.scheme(), 16);
            return Err(format!(
                "its scheme is `{scheme}`; it must be http or https"
            ));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err("it must not contain a query or a fragment".into());
        }
        let host = url.host_str().unwrap_or_default();
        if host.is_empty() {
            return Err("it has no host".into());
        }
        let (secure, loopback) = (url.scheme() == "https", is_loopback(host));
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Self {
            url,
            secure,
            loopback,
        })
    }

    /// Returns the URL, which is parsed once for all requests.
    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    /// Returns the text that every path is appended to.
    pub(crate) fn base(&self) -> &str {
        self.url.as_str().trim_end_matches('/')
    }

    pub(crate) fn is_secure(&self) -> bool {
        self.secure
    }

    pub(crate) fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// Whether credentials would be sent unencrypted to another machine.
    pub(crate) fn is_exposed(&self) -> bool {
        !self.secure && !self.loopback
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.base())
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.base(), f)
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    // A trailing dot marks a fully qualified name.
    let host = host.strip_suffix('.').unwrap_or(host);
    host == "localhost"
        || host.ends_with(".localhost")
        || address
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailing_slashes_and_surrounding_space_go_and_a_path_prefix_stays() {
        for (text, base) in [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
            (
                " https://proxy.example/nimbus// \n",
                "https://proxy.example/nimbus",
            ),
            ("HTTP://Example.COM", "http://example.com"),
        ] {
            assert_eq!(Endpoint::parse(text).unwrap().base(), base);
        }
    }

    #[test]
    fn what_cannot_be_an_endpoint_is_refused_with_the_reason() {
        for (text, reason) in [
            ("", "blank"),
            ("\"http://nimbus.example\"", "is in quotes"),
            (" 'http://nimbus.example' ", "is in quotes"),
            ("127.0.0.1:8080", "http"),
            ("nimbus.example", "http"),
            ("ftp://nimbus.example", "scheme is `ftp`"),
            ("http://", "host"),
            ("http://nimbus.example?x=1", "query"),
            ("http://nimbus.example/#x", "fragment"),
            ("http://nimbus .example", "white space"),
            ("http://nimbus.example\n.evil.example", "white space"),
        ] {
            let error = Endpoint::parse(text).unwrap_err();
            assert!(error.contains(reason), "{text:?}: {error}");
        }
    }

    #[test]
    fn a_reason_is_short_whatever_was_given_in_place_of_an_endpoint() {
        let error = Endpoint::parse(&format!("{}://h", "a".repeat(10_000))).unwrap_err();
        assert!(error.contains("scheme") && error.len() < 80, "{error}");
    }

    #[test]
    fn a_user_or_password_in_the_endpoint_is_refused_and_not_repeated() {
        for who in ["user:hunter2", "hunter2", ":hunter2"] {
            let error = Endpoint::parse(&format!("https://{who}@nimbus.example")).unwrap_err();
            assert!(!error.contains("hunter2"), "{error}");
            assert!(error.contains("credential"), "{error}");
        }
    }

    #[test]
    fn only_plain_http_to_another_machine_is_exposed() {
        for (text, exposed) in [
            ("http://127.0.0.1:8080", false),
            ("http://[::1]:8080", false),
            ("http://localhost", false),
            ("http://localhost.", false),
            ("http://nimbus.localhost.", false),
            ("https://nimbus.example", false),
            ("http://nimbus.example", true),
            ("http://10.0.0.1", true),
        ] {
            assert_eq!(
                Endpoint::parse(text).unwrap().is_exposed(),
                exposed,
                "{text}"
            );
        }
    }
}
