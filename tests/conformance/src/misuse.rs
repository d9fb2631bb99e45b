//! What the types allow, and mistakes that do not compile. Each case is an example that compiles, and each mistake is an
//! example that differs from it in nothing else and fails with the error that is named.

macro_rules! cases {
    ($($(#[$what:meta])* $case:ident { $right:expr; $($error:ident: $wrong:expr;)* })*) => {$(
        $(#[$what])*
        ///
        #[doc = cases!(example "```", $right)]
        $(#[doc = cases!(example concat!("```compile_fail,", stringify!($error)), $wrong)])*
        mod $case {}
    )*};
    (example $fence:expr, $code:expr) => {
        concat!(
            $fence,
            "\n# use nimbus::{types::*, *};
# fn example(nimbus: Nimbus, read: ServiceDefinition, spec: ServiceBackendSpec, redacted: ServiceRedactedBackend,
#     process: SandboxProcessSpec, shown: SandboxProcessResponse, root: SandboxOciImageRoot) {
let _ = ",
            stringify!($code),
            ";\n# }\n```"
        )
    };
}

cases! {
    /// An update sends the generation that was read, and the labels, as it would wipe them without.
    update {
        nimbus.services().update("web", 1, spec, read.metadata.labels);
        E0061: nimbus.services().update("web", spec, read.metadata.labels);
        E0061: nimbus.services().update("web", 1, spec);
    }
    /// A delete sends the generation that was read.
    delete {
        nimbus.services().delete("web", 1);
        E0061: nimbus.services().delete("web");
    }
    /// A start cannot wait until the service is stopped.
    start {
        nimbus.services().start("web").wait_until(ServiceActivationWaitCondition::Ready);
        E0308: nimbus.services().start("web").wait_until(ServiceStopWaitCondition::Stopped);
    }
    /// Nor can a restart.
    restart {
        nimbus.services().restart("web").wait_until(ServiceActivationWaitCondition::Ready);
        E0308: nimbus.services().restart("web").wait_until(ServiceStopWaitCondition::Stopped);
    }
    /// A stop cannot wait until the service is ready.
    stop_service {
        nimbus.services().stop("web").wait_until(ServiceStopWaitCondition::Stopped);
        E0308: nimbus.services().stop("web").wait_until(ServiceActivationWaitCondition::Ready);
    }
    /// Nor until the sandbox is.
    stop_sandbox {
        nimbus.sandboxes().stop("job").wait_until(SandboxStopWaitCondition::Stopped);
        E0308: nimbus.sandboxes().stop("job").wait_until(SandboxActivationWaitCondition::Ready);
    }
    /// A backend as it is shown, redacted perhaps, is not one to declare.
    backend {
        nimbus.services().update("web", 1, spec, read.metadata.labels);
        E0277: nimbus.services().update("web", 1, read.spec.backend, read.metadata.labels);
        E0277: nimbus.services().update("web", 1, redacted, read.metadata.labels);
    }
    /// Fields may come with a newer contract, so that structs are not written out: setters are as short.
    struct_update {
        SandboxProcessSpec::new().cwd("/app");
        E0639: SandboxProcessSpec { cwd: Some("/app".to_owned()), ..Default::default() };
    }
    /// There is no sandbox without an image.
    default_spec {
        SandboxSpec::container("docker.io/library/node:22");
        E0599: SandboxSpec::default();
    }
    /// The environment is a list of entries on the wire; pairs are given one by one.
    env {
        process.env(["PORT=8080"]).env_var("PORT", "8080");
        E0277: process.env([("PORT", "8080")]);
    }
    /// The server filters sandboxes by a label, and no services.
    label_filter {
        nimbus.sandboxes().list().label("tier", "edge");
        E0599: nimbus.services().list().label("tier", "edge");
    }
    /// The contract has no operation that runs a command in a sandbox.
    exec {
        nimbus.sandboxes().get("job");
        E0599: nimbus.sandboxes().exec("job", ["ls"]);
    }
    /// No line of text stands for a resource; Debug is for logs, and serde for what other programs read.
    text {
        format!("{read:?}");
        E0599: read.to_string();
    }
    /// A prelude would bring traits into scope, and none is needed.
    prelude {
        { use nimbus::types::SandboxSpec; };
        E0432: { use nimbus::prelude::SandboxSpec; };
    }
    /// A process as it is shown is not one to run.
    process {
        SandboxSpec::new(SandboxStandaloneOwner::new(), SandboxBackendKind::Container, root, process);
        E0277: SandboxSpec::new(SandboxStandaloneOwner::new(), SandboxBackendKind::Container, root, shown);
    }
}
