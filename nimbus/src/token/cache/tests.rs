use std::collections::VecDeque;
use std::sync::Mutex as StdMutex;
use std::sync::atomic::AtomicUsize;

use futures::join_all;

use super::*;
use crate::token::{TokenError, TokenFile, TokenFuture};

/// All clocks start here: 2026-01-01.
const START: Duration = Duration::from_secs(1_767_225_600);

/// Gives its answers one after another, each after a delay; the last one again and again.
struct Script {
    answers: StdMutex<VecDeque<Result<Token, String>>>,
    delay: Duration,
    asked: Arc<AtomicUsize>,
    rejected: Arc<StdMutex<Vec<Option<String>>>>,
}

impl TokenSource for Script {
    fn token(&self, request: TokenRequest) -> TokenFuture<'_> {
        Box::pin(async move {
            self.asked.fetch_add(1, Ordering::Relaxed);
            let rejected = request.rejected.map(|secret| secret.expose().to_owned());
            self.rejected.lock().unwrap().push(rejected);
            tokio::time::sleep(self.delay).await;
            let mut answers = self.answers.lock().unwrap();
            let last = answers.len() == 1;
            let answer = if last {
                answers.front().cloned()
            } else {
                answers.pop_front()
            };
            answer
                .unwrap_or(Err("script is over".to_owned()))
                .map_err(TokenError::from)
        })
    }

    fn name(&self) -> std::borrow::Cow<'_, str> {
        "script".into()
    }
}

struct Scene {
    cache: TokenCache,
    asked: Arc<AtomicUsize>,
    rejected: Arc<StdMutex<Vec<Option<String>>>>,
}

impl Scene {
    fn new(answers: impl IntoIterator<Item = Result<Token, String>>) -> Self {
        let (asked, rejected) = <(Arc<AtomicUsize>, _)>::default();
        let script = Script {
            answers: StdMutex::new(answers.into_iter().collect()),
            delay: Duration::from_millis(100),
            asked: Arc::clone(&asked),
            rejected: Arc::clone(&rejected),
        };
        let environment = Environment::in_memory().now(SystemTime::UNIX_EPOCH + START);
        Self {
            cache: TokenCache::new(Arc::new(script), environment.into()),
            asked,
            rejected,
        }
    }

    async fn header(&self) -> Result<String, String> {
        let header = self
            .cache
            .header()
            .await
            .map_err(|error| error.to_string())?;
        assert!(header.is_sensitive());
        Ok(header.to_str().unwrap().to_owned())
    }

    async fn refresh(&self, rejected: &'static str) -> Result<Option<HeaderValue>, String> {
        let rejected = HeaderValue::from_static(rejected);
        self.cache
            .refresh(&rejected)
            .await
            .map_err(|error| error.to_string())
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

fn token(text: &str) -> Result<Token, String> {
    Ok(Token::new(text))
}

/// A token that expires so long after the start.
fn expiring(text: &str, after: Duration) -> Result<Token, String> {
    Ok(Token::new(text).expires_at(SystemTime::UNIX_EPOCH + START + after))
}

fn failure() -> Result<Token, String> {
    Err("no answer".to_owned())
}

fn bearer(text: &str) -> Result<String, String> {
    Ok(format!("Bearer {text}"))
}

fn failed() -> Result<String, String> {
    Err("token source script: no answer".to_owned())
}

async fn pass(duration: Duration) {
    tokio::time::advance(duration).await;
}

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn token_without_expiry_is_asked_for_once() {
    let scene = Scene::new([token("one"), token("two")]);
    assert_eq!(scene.header().await, bearer("one"));
    pass(100_000 * SECOND).await;
    assert_eq!(scene.header().await, bearer("one"));
    assert_eq!(scene.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn thousand_calls_at_once_ask_once() {
    let scene = Scene::new([token("one"), token("two")]);
    let headers = join_all((0..1000).map(|_| scene.header())).await;
    assert!(headers.iter().all(|header| *header == bearer("one")));
    assert_eq!(scene.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn thousand_calls_at_once_share_a_failure_and_the_next_call_asks_again() {
    let scene = Scene::new([failure(), token("one")]);
    let headers = join_all((0..1000).map(|_| scene.header())).await;
    assert!(headers.iter().all(|header| *header == failed()));
    assert_eq!(scene.asked(), 1);
    assert_eq!(scene.header().await, bearer("one"));
}

#[tokio::test(start_paused = true)]
async fn stale_token_is_asked_for_again() {
    let scene = Scene::new([Ok(Token::new("one").stale_after(60 * SECOND)), token("two")]);
    assert_eq!(scene.header().await, bearer("one"));
    pass(59 * SECOND).await;
    assert_eq!(scene.header().await, bearer("one"));
    pass(SECOND).await;
    assert_eq!(scene.header().await, bearer("two"));
}

#[tokio::test(start_paused = true)]
async fn token_is_replaced_ten_seconds_before_it_expires() {
    let scene = Scene::new([expiring("one", 100 * SECOND), token("two")]);
    assert_eq!(scene.header().await, bearer("one"));
    pass(89 * SECOND).await;
    assert_eq!(scene.header().await, bearer("one"));
    pass(SECOND).await;
    assert_eq!(scene.header().await, bearer("two"));
}

#[tokio::test(start_paused = true)]
async fn failure_keeps_the_last_token_until_it_expires() {
    let scene = Scene::new([expiring("one", 100 * SECOND), failure()]);
    assert_eq!(scene.header().await, bearer("one"));
    pass(92 * SECOND).await;
    assert_eq!(scene.header().await, bearer("one"));
    assert_eq!(scene.asked(), 2);
    // Not asked on every call while it fails, but again before long.
    assert_eq!(scene.header().await, bearer("one"));
    assert_eq!(scene.asked(), 2);
    pass(2 * SECOND).await;
    assert_eq!(scene.header().await, bearer("one"));
    assert_eq!(scene.asked(), 3);
    pass(6 * SECOND).await;
    assert_eq!(scene.header().await, failed());
}

#[tokio::test(start_paused = true)]
async fn failure_keeps_a_token_without_expiry_for_ever() {
    let scene = Scene::new([Ok(Token::new("one").stale_after(60 * SECOND)), failure()]);
    for _ in 0..100 {
        assert_eq!(scene.header().await, bearer("one"));
        pass(100_000 * SECOND).await;
    }
    assert_eq!(scene.asked(), 100);
}

#[tokio::test(start_paused = true)]
async fn source_of_expired_tokens_is_asked_at_most_once_a_second() {
    let scene = Scene::new([expiring("one", Duration::ZERO)]);
    for _ in 0..10 {
        assert_eq!(scene.header().await, bearer("one"));
    }
    assert_eq!(scene.asked(), 1);
    pass(SECOND).await;
    assert_eq!(scene.header().await, bearer("one"));
    assert_eq!(scene.asked(), 2);
}

#[tokio::test(start_paused = true)]
async fn thousand_rejections_ask_once() {
    let scene = Scene::new([token("one"), token("two"), token("three")]);
    assert_eq!(scene.header().await, bearer("one"));
    let headers = join_all((0..1000).map(|_| scene.refresh("Bearer one"))).await;
    let newer = Ok(Some(HeaderValue::from_static("Bearer two")));
    assert!(headers.iter().all(|header| *header == newer));
    assert_eq!(scene.asked(), 2);
    assert_eq!(
        *scene.rejected.lock().unwrap(),
        [None, Some("one".to_owned())]
    );
    assert_eq!(scene.header().await, bearer("two"));
}

#[tokio::test(start_paused = true)]
async fn late_rejection_of_an_older_token_asks_nothing() {
    let scene = Scene::new([token("two")]);
    assert_eq!(scene.header().await, bearer("two"));
    let newer = scene.refresh("Bearer one").await.unwrap();
    assert_eq!(newer.unwrap(), "Bearer two");
    assert_eq!(scene.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn source_with_nothing_newer_is_left_in_peace_for_a_second() {
    let scene = Scene::new([token("one")]);
    assert_eq!(scene.header().await, bearer("one"));
    let headers = join_all((0..1000).map(|_| scene.refresh("Bearer one"))).await;
    assert!(headers.iter().all(|header| *header == Ok(None)));
    assert_eq!(scene.refresh("Bearer one").await, Ok(None));
    assert_eq!(scene.asked(), 2);
    pass(SECOND).await;
    assert_eq!(scene.refresh("Bearer one").await, Ok(None));
    assert_eq!(scene.asked(), 3);
}

#[tokio::test(start_paused = true)]
async fn failure_after_a_rejection_is_told_and_the_token_kept() {
    let scene = Scene::new([token("one"), failure()]);
    assert_eq!(scene.header().await, bearer("one"));
    assert_eq!(
        scene.refresh("Bearer one").await.map(|_| ()),
        failed().map(|_| ())
    );
    assert_eq!(scene.header().await, bearer("one"));
}

#[tokio::test(start_paused = true)]
async fn dropped_call_lets_the_next_one_ask() {
    let scene = Scene::new([token("one")]);
    let dropped = tokio::time::timeout(Duration::from_millis(50), scene.header()).await;
    assert!(dropped.is_err());
    assert_eq!(scene.header().await, bearer("one"));
    let dropped =
        tokio::time::timeout(Duration::from_millis(50), scene.refresh("Bearer one")).await;
    assert!(dropped.is_err());
    assert_eq!(scene.refresh("Bearer one").await, Ok(None));
}

#[tokio::test(start_paused = true)]
async fn unsendable_token_is_an_error_without_the_token() {
    let scene = Scene::new([token("can\u{1}ary")]);
    let error = scene.cache.header().await.unwrap_err();
    let shown = format!("{error} {error:?} {:?}", scene.cache);
    assert!(
        shown.contains("token source script: the token has a character"),
        "{shown}"
    );
    assert!(!shown.contains("ary"), "{shown}");
}

#[tokio::test(start_paused = true)]
async fn token_file_is_read_again_after_a_minute_and_when_rejected() {
    let memory = Environment::in_memory().file("/run/token", " one\n");
    let file = TokenFile::new("/run/token").environment(memory.clone());
    let cache = TokenCache::new(Arc::new(file), memory.clone().into());
    let header = async || cache.header().await.unwrap();
    assert_eq!(header().await, "Bearer one");
    memory.write("/run/token", "two");
    pass(59 * SECOND).await;
    assert_eq!(header().await, "Bearer one");
    assert_eq!(memory.opens("/run/token"), 1);
    pass(SECOND).await;
    assert_eq!(header().await, "Bearer two");
    memory.write("/run/token", "three");
    let newer = cache
        .refresh(&HeaderValue::from_static("Bearer two"))
        .await
        .unwrap();
    assert_eq!(newer.unwrap(), "Bearer three");
    for gone in ["", " \n", "\u{0}"] {
        memory.write("/run/token", gone);
        pass(61 * SECOND).await;
        assert_eq!(header().await, "Bearer three");
    }
    memory.remove("/run/token");
    pass(61 * SECOND).await;
    assert_eq!(header().await, "Bearer three");
    assert_eq!(memory.opens("/run/token"), 7);
}

#[tokio::test(start_paused = true)]
async fn token_file_with_an_expired_jwt_that_is_gone_is_an_error() {
    // {"exp":1767225700}: 100 s after the start.
    let jwt = "e30.eyJleHAiOjE3NjcyMjU3MDB9.c2ln";
    let memory = Environment::in_memory()
        .now(SystemTime::UNIX_EPOCH + START)
        .file("/run/token", jwt);
    let file = TokenFile::new("/run/token").environment(memory.clone());
    let cache = TokenCache::new(Arc::new(file), memory.clone().into());
    cache.header().await.unwrap();
    memory.remove("/run/token");
    pass(99 * SECOND).await;
    cache.header().await.unwrap();
    pass(SECOND).await;
    let error = cache.header().await.unwrap_err();
    assert_eq!(error.to_string(), "token source /run/token: does not exist");
    assert_eq!(error.source_name(), "/run/token");
}

/// All of them at once, in one task.
mod futures {
    use std::future::poll_fn;
    use std::pin::Pin;
    use std::task::Poll;

    pub(super) async fn join_all<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
        let mut waiting: Vec<(Pin<Box<F>>, Option<F::Output>)> =
            futures.map(|future| (Box::pin(future), None)).collect();
        poll_fn(|context| {
            for (future, output) in &mut waiting {
                if output.is_none() {
                    if let Poll::Ready(ready) = future.as_mut().poll(context) {
                        *output = Some(ready);
                    }
                }
            }
            if waiting.iter().all(|(_, output)| output.is_some()) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
        waiting
            .into_iter()
            .filter_map(|(_, output)| output)
            .collect()
    }
}
