//! Sources of endpoint and credential that do not answer: files that are pipes nobody writes to, and a source of one's own.

use std::time::Duration;

use nimbus::auth::{Token, TokenFile, TokenRequest, TokenSource as _};
use nimbus::discovery::{Environment, FakeEnvironment};
use nimbus::{Credential, ErrorKind, Nimbus, Sent};
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources::ready;
use tokio::time::Instant;

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

async fn server() -> PausedServer {
    PausedServer::start([Act::Answer(200, ready())])
        .await
        .unwrap()
}

/// A source that answers once, with a token that is good for a minute or for ever, and then never again.
fn answers_once(refresh_after: Option<Duration>) -> Credential {
    let mut first = Some(match refresh_after {
        Some(age) => Token::new("one").refresh_after(age),
        None => Token::new("one"),
    });
    let first = std::sync::Mutex::new(first.take());
    Credential::source(move |_| {
        let token = first.lock().unwrap().take();
        async move {
            match token {
                Some(token) => Ok(token),
                None => std::future::pending().await,
            }
        }
    })
}

#[tokio::test(start_paused = true)]
async fn a_source_has_10_s_to_give_the_first_token_unless_told_otherwise() {
    for (timeout, limit) in [(None, seconds(10)), (Some(seconds(2)), seconds(2))] {
        let server = server().await;
        let never = Credential::source(|_| std::future::pending());
        let mut builder = server.options().tenant("demo").credential(never);
        if let Some(timeout) = timeout {
            builder = builder.credential_timeout(timeout);
        }
        let nimbus = builder.build().unwrap();
        let start = Instant::now();
        let error = nimbus.services().get("web").await.unwrap_err();
        assert!(start.elapsed() >= limit && start.elapsed() < limit + seconds(1));
        assert_eq!(
            (error.kind(), error.sent()),
            (ErrorKind::Credential, Sent::No)
        );
        let text = format!("gave no token within {} s", limit.as_secs());
        assert!(error.to_string().ends_with(&text), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_source_that_no_longer_answers_holds_up_no_call_while_the_last_token_is_good() {
    let server = server().await;
    let source = answers_once(Some(seconds(60)));
    let builder = server.options().tenant("demo").credential(source);
    let nimbus = builder.build().unwrap();
    for _ in 0..5 {
        let start = Instant::now();
        nimbus.services().get("web").await.unwrap();
        assert!(start.elapsed() < Duration::from_millis(100));
        tokio::time::advance(seconds(61)).await;
    }
}

/// It takes a few turns to answer, and is put aside for longer than it may take.
#[tokio::test(start_paused = true)]
async fn a_request_for_a_token_that_nobody_drove_in_time_is_not_the_next_calls_error() {
    let server = server().await;
    let source = Credential::source(|_| async {
        for _ in 0..5 {
            tokio::task::yield_now().await;
        }
        Ok(Token::new("one"))
    });
    let builder = server.options().tenant("demo").credential(source);
    let nimbus = builder.build().unwrap();
    let mut kept = nimbus.services().get("web").into_future();
    for _ in 0..2 {
        tokio::select! {
            biased;
            _ = &mut kept => panic!("it has no token yet"),
            () = std::future::ready(()) => {}
        }
    }
    tokio::time::advance(seconds(60)).await;
    nimbus.services().get("web").await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_rejected_token_is_waited_for_no_longer_than_the_source_may_take() {
    let refused = Act::Answer(401, serde_json::json!({}));
    let server = PausedServer::start([refused]).await.unwrap();
    let builder = server
        .options()
        .tenant("demo")
        .credential(answers_once(None));
    let nimbus = builder.credential_timeout(seconds(3)).build().unwrap();
    let start = Instant::now();
    let error = nimbus.services().start("web").await.unwrap_err();
    assert!(start.elapsed() >= seconds(3) && start.elapsed() < seconds(4));
    assert!(error.is_unauthorized());
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(cause.contains("gave no token within 3 s"), "{cause}");
}

#[test]
fn a_time_limit_of_zero_for_sources_is_refused() {
    let builder = Nimbus::builder().credential_timeout(Duration::ZERO);
    let error = builder.build().unwrap_err();
    assert_eq!(error.argument(), Some("credential_timeout"));
}

/// A file whose content comes when somebody writes it, and its folder.
#[cfg(unix)]
fn pipe() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe").to_str().unwrap().to_owned();
    make_pipe(&pipe);
    (folder, pipe)
}

#[cfg(unix)]
fn make_pipe(path: &str) {
    let made = std::process::Command::new("mkfifo").arg(path).status();
    assert!(made.unwrap().success());
}

#[cfg(unix)]
fn files(variable: &str, path: &str) -> FakeEnvironment {
    Environment::fake().system_files().var(variable, path)
}

#[cfg(unix)]
#[tokio::test(start_paused = true)]
async fn a_credential_file_that_hangs_is_an_error_of_discovery_after_10_s() {
    let (_folder, pipe) = pipe();
    let builder = Nimbus::builder().endpoint("http://127.0.0.1:1");
    let builder = builder.environment(files("NIMBUS_APPLICATION_CREDENTIALS", &pipe));
    let start = Instant::now();
    let error = builder.connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Discovery);
    assert!(start.elapsed() >= seconds(10) && start.elapsed() < seconds(11));
    let text = error.to_string();
    assert!(
        text.contains(&pipe) && text.contains("was not read within 10 s"),
        "{text}"
    );
}

#[cfg(unix)]
#[tokio::test(start_paused = true)]
async fn a_file_that_hangs_is_not_opened_a_second_time() {
    let (_folder, pipe) = pipe();
    let memory = files("NIMBUS_APPLICATION_CREDENTIALS", &pipe);
    let builder = Nimbus::builder().endpoint("http://127.0.0.1:1");
    let nimbus = builder.environment(memory.clone()).build().unwrap();
    for _ in 0..5 {
        nimbus.origins().await.unwrap_err();
    }
    assert_eq!(memory.opens(&pipe), 1);
}

/// A runtime that is dropped waits for its own threads, and so would the end of the program.
#[cfg(unix)]
#[test]
fn a_file_that_hangs_does_not_keep_a_runtime_from_ending() {
    let (_folder, pipe) = pipe();
    let (ended, end) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = crate::elsewhere::runtime();
        let builder = Nimbus::builder().endpoint("http://127.0.0.1:1");
        let builder = builder.environment(files("NIMBUS_APPLICATION_CREDENTIALS", &pipe));
        let nimbus = builder.tenant("demo").build().unwrap();
        let limit = Duration::from_millis(50);
        let call = async { nimbus.services().get("web").timeout(limit).await };
        let error = runtime.block_on(call).unwrap_err();
        drop(runtime);
        ended.send(error.kind()).unwrap();
    });
    // Only a runtime that hangs takes so long.
    assert_eq!(end.recv_timeout(seconds(60)), Ok(ErrorKind::Timeout));
}

#[cfg(unix)]
#[tokio::test(start_paused = true)]
async fn a_token_file_that_becomes_a_pipe_leaves_the_last_token_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("token").to_str().unwrap().to_owned();
    std::fs::write(&path, "one").unwrap();
    let memory = files("NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE", &path);
    let server = server().await;
    let builder = server.options().environment(memory.clone()).token("");
    let nimbus = builder.tenant("demo").build().unwrap();
    {
        // The file is read on a thread, which the clock does not wait for.
        let _still = nimbus_conformance::still::still();
        nimbus.services().get("web").await.unwrap();
    }
    std::fs::remove_file(&path).unwrap();
    make_pipe(&path);
    for _ in 0..5 {
        tokio::time::advance(seconds(61)).await;
        let start = Instant::now();
        nimbus.services().get("web").await.unwrap();
        assert!(start.elapsed() < seconds(1));
    }
}

/// A thread that opened the pipe would be stuck, though the pipe is gone.
#[cfg(unix)]
#[tokio::test]
async fn a_token_file_that_was_a_pipe_for_a_while_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("token").to_str().unwrap().to_owned();
    let file = TokenFile::new(&path).environment(Environment::fake().system_files());
    let read = || file.token(TokenRequest::default());
    std::fs::write(&path, "one").unwrap();
    read().await.unwrap();
    std::fs::remove_file(&path).unwrap();
    make_pipe(&path);
    let error = read().await.unwrap_err().to_string();
    assert_eq!(error, "is no longer a regular file");
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, "two").unwrap();
    read().await.unwrap();
}
