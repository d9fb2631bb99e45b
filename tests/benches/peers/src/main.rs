//! What a call costs with other SDKs, each as its documentation sets it up: they read what the benchmarks of nimbus read, from
//! the same server and into the same types, by the call that they have for types of the user's own.
//! Makes calls and prints nothing, to be run under a tool that counts; for `cargo xtask bench`.

#![forbid(unsafe_code)]

use async_openai::config::OpenAIConfig;
use clap::{Parser, ValueEnum};
use http::Request;
use nimbus::types::{SandboxCollection, Service};
use nimbus_benches::{Caller, Calls, Operation, Outcome, SERVICE, TENANT, TOKEN, run};

#[derive(Parser)]
struct Arguments {
    endpoint: String,
    peer: Peer,
    #[command(flatten)]
    calls: Calls,
}

#[derive(Clone, Copy, ValueEnum)]
enum Peer {
    AsyncOpenai,
    Kube,
    Octocrab,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let arguments = Arguments::parse();
    let (endpoint, calls) = (arguments.endpoint, arguments.calls);
    match arguments.peer {
        Peer::AsyncOpenai => run(OpenAi::new(&endpoint), calls).await?,
        Peer::Kube => {
            let mut config = kube::Config::new(endpoint.parse()?);
            config.auth_info.token = Some(TOKEN.to_owned().into());
            run(Kube(config.try_into()?), calls).await?
        }
        Peer::Octocrab => {
            let builder = octocrab::Octocrab::builder().base_uri(endpoint)?;
            let peer = builder.personal_token(TOKEN.to_owned()).build()?;
            run(Octocrab(peer), calls).await?
        }
    };
    Ok(())
}

/// The path of what is read.
fn path(operation: Operation) -> String {
    match operation {
        Operation::List => format!("/api/tenants/{TENANT}/sandboxes?limit=100"),
        _ => format!("/api/tenants/{TENANT}/services/{SERVICE}"),
    }
}

fn no_create() -> Outcome {
    Err("peers read only".into())
}

struct Kube(kube::Client);

impl Caller for Kube {
    async fn call(&self, operation: Operation) -> Outcome {
        let request = Request::get(path(operation)).body(Vec::new())?;
        match operation {
            Operation::Get => drop(self.0.request::<Service>(request).await?),
            Operation::List => drop(self.0.request::<SandboxCollection>(request).await?),
            Operation::Create => return no_create(),
        }
        Ok(())
    }
}

struct Octocrab(octocrab::Octocrab);

impl Caller for Octocrab {
    async fn call(&self, operation: Operation) -> Outcome {
        let path = path(operation);
        match operation {
            Operation::Get => drop(self.0.get::<Service, _, ()>(path, None).await?),
            Operation::List => drop(self.0.get::<SandboxCollection, _, ()>(path, None).await?),
            Operation::Create => return no_create(),
        }
        Ok(())
    }
}

/// Its paths are its own, `/models` below a base, which the server passes over.
struct OpenAi {
    service: async_openai::Client<OpenAIConfig>,
    sandboxes: async_openai::Client<OpenAIConfig>,
}

impl OpenAi {
    fn new(endpoint: &str) -> Self {
        let client = |path| {
            let base = format!("{endpoint}/api/tenants/{TENANT}/{path}");
            let config = OpenAIConfig::new().with_api_base(base).with_api_key(TOKEN);
            async_openai::Client::with_config(config)
        };
        Self {
            service: client("services/web"),
            sandboxes: client("sandboxes"),
        }
    }
}

impl Caller for OpenAi {
    async fn call(&self, operation: Operation) -> Outcome {
        match operation {
            Operation::Get => drop(self.service.models().list_byot::<Service>().await?),
            Operation::List => {
                let models = self.sandboxes.models();
                drop(models.list_byot::<SandboxCollection>().await?);
            }
            Operation::Create => return no_create(),
        }
        Ok(())
    }
}
