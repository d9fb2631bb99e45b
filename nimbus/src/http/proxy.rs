//! A proxy, which is checked once and shown without its password.

use std::fmt;

use reqwest::Url;

use crate::{Error, Result, Secret};

/// The caller's choice of a proxy.
#[derive(Clone, Debug, Default)]
pub(crate) enum ProxyChoice {
    /// The variables decide.
    #[default]
    Discovered,
    /// No proxy, whatever the variables say.
    Direct,
    At(Secret),
}

/// The proxy that all requests go through.
#[derive(Clone)]
pub(crate) struct Proxy {
    /// The URL, which may contain a password.
    proxy: reqwest::Proxy,
    /// Scheme, host and port.
    shown: String,
}

impl Proxy {
    /// Parses the URL of a proxy, which came from `origin`. Without a scheme, it is http.
    ///
    /// # Errors
    /// The URL is not valid. The error has the reason and the origin, but not the URL, which may contain a password.
    pub(crate) fn parse(url: &Secret, origin: &dyn fmt::Display) -> Result<Self> {
        read(url.expose().trim()).map_err(|reason| {
            let message = format!("the proxy from {origin} is not valid: {reason}");
            Error::invalid_input("proxy", message)
        })
    }

    /// Whether the connection to the proxy itself uses TLS.
    pub(crate) fn is_secure(&self) -> bool {
        self.shown.starts_with("https:")
    }

    pub(crate) fn for_reqwest(&self) -> reqwest::Proxy {
        self.proxy.clone()
    }
}

fn read(text: &str) -> Result<Proxy, String> {
    if text.is_empty() {
        return Err("it is blank".to_owned());
    }
    // The URL parser would silently remove these.
    if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err("it contains white space or control characters".to_owned());
    }
    let url = match text.contains("://") {
        true => Url::parse(text),
        false => Url::parse(&format!("http://{text}")),
    };
    let url =
        url.map_err(|error| format!("{error}; it should look like http://proxy.example:3128"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!(
            "its scheme is `{}`; it must be http or https (for other proxies, pass your own client as the option \
             http_client)",
            url.scheme()
        ));
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err("it must end with the port".to_owned());
    }
    let shown = url.origin().ascii_serialization();
    let proxy = reqwest::Proxy::all(url).map_err(|error| error.without_url().to_string())?;
    Ok(Proxy { proxy, shown })
}

impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.shown, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Proxy> {
        Proxy::parse(&Secret::from(text), &"HTTPS_PROXY")
    }

    #[test]
    fn a_proxy_is_shown_without_user_and_password() {
        for (text, shown) in [
            ("http://proxy.example:3128", "http://proxy.example:3128"),
            (" proxy.example:3128 \n", "http://proxy.example:3128"),
            ("https://u:canary@proxy.example/", "https://proxy.example"),
            ("u:canary@10.0.0.1:80", "http://10.0.0.1"),
        ] {
            let proxy = parsed(text).unwrap();
            assert_eq!(proxy.to_string(), shown);
            assert_eq!(format!("{proxy:?}"), format!("{shown:?}"));
            assert_eq!(proxy.is_secure(), shown.starts_with("https"));
        }
    }

    #[test]
    fn what_cannot_be_a_proxy_is_refused_with_its_origin_and_is_not_repeated() {
        for (text, reason) in [
            ("", "blank"),
            ("socks5://u:canary@proxy.example", "scheme is `socks5`"),
            ("http://u:canary@proxy.example/path", "end with the port"),
            ("http://u:canary@proxy.example?x", "end with the port"),
            ("http://u:canary@", "host"),
            ("http://u:canary@proxy.example:port", "port"),
            ("http://u:canary@proxy example", "white space"),
        ] {
            let error = parsed(text).unwrap_err();
            assert_eq!(error.argument(), Some("proxy"));
            let error = error.to_string();
            assert!(error.contains("from HTTPS_PROXY"), "{error}");
            assert!(error.contains(reason), "{text:?}: {error}");
            assert!(!error.contains("canary"), "{error}");
        }
    }
}
