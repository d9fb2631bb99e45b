//! Where endpoint and credential come from on this machine, and how to write a custom token source.
//!
//! `cargo run --example credentials` sends nothing, and prints no secret.

use std::time::{Duration, SystemTime};

use nimbus::auth::{Token, TokenFuture, TokenRequest, TokenSource};
use nimbus::{Credential, Nimbus, NimbusBuilder};

/// Tokens from a vault. A metadata server or a command works the same way.
struct Vault {
    role: String,
}

impl TokenSource for Vault {
    fn token(&self, request: TokenRequest) -> TokenFuture<'_> {
        Box::pin(async move {
            // After a 401, `rejected` holds the token that the server refused: do not give that one again.
            let fresh = request.rejected.is_some();
            let token = login(&self.role, fresh).await?;
            Ok(Token::new(token).expires_at(SystemTime::now() + Duration::from_secs(3600)))
        })
    }
}

async fn login(role: &str, _fresh: bool) -> Result<String, std::io::Error> {
    Ok(format!("a-token-for-{role}"))
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let vault = Credential::source(Vault {
        role: "builder".to_owned(),
    });
    let custom = Nimbus::builder()
        .endpoint("http://127.0.0.1:8080")
        .credential(vault);
    report("With a custom source", custom).await;
    report("On this machine", Nimbus::builder()).await;
}

async fn report(what: &str, builder: NimbusBuilder) {
    let found = async { builder.connect().await?.origins().await.cloned() };
    match found.await {
        Ok(origins) => println!("{what}: {origins}."),
        // The error lists the places that were searched.
        Err(error) => println!("{what}: {error}"),
    }
}
