use std::collections::VecDeque;
use std::sync::Mutex as StdMutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use tokio::task::JoinSet;

use crate::auth::{TokenError, TokenFuture};

mod file;

/// All clocks start here: 2026-01-01.
const START: Duration = Duration::from_secs(1_767_225_600);

/// A source that returns its answers one after another, each after a delay, and then repeats the last one.
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
    cache: Arc<TokenCache>,
    asked: Arc<AtomicUsize>,
    rejected: Arc<StdMutex<Vec<Option<String>>>>,
}

impl Scene {
    fn new(answers: impl IntoIterator<Item = Result<Token, String>>) -> Arc<Self> {
        let (asked, rejected) = <(Arc<AtomicUsize>, _)>::default();
        let script = Script {
            answers: StdMutex::new(answers.into_iter().collect()),
            delay: Duration::from_millis(100),
            asked: Arc::clone(&asked),
            rejected: Arc::clone(&rejected),
        };
        let environment = Environment::fake().now(SystemTime::UNIX_EPOCH + START);
        Arc::new(Self {
            cache: Arc::new(TokenCache::new(
                Arc::new(script),
                environment.into(),
                10 * SECOND,
            )),
            asked,
            rejected,
        })
    }

    async fn header(&self) -> Result<String, String> {
        let (_, header) = self
            .cache
            .header()
            .await
            .map_err(|error| error.to_string())?;
        assert!(header.is_sensitive());
        Ok(header.to_str().unwrap().to_owned())
    }

    async fn refresh(&self, rejected: &'static str) -> Result<Option<HeaderValue>, String> {
        let rejected = HeaderValue::from_static(rejected);
        let newer = self.cache.refresh(&rejected).await;
        let newer = newer.map_err(|error| error.to_string())?;
        Ok(newer.map(|(_, header)| header))
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

fn token(text: &str) -> Result<Token, String> {
    Ok(Token::new(text))
}

/// A token that expires this long after the start.
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

/// Lets a renewal in the background end.
async fn renewed() {
    tokio::time::sleep(Duration::from_millis(101)).await;
}

/// A thousand calls at once.
async fn thousand<F>(scene: &Arc<Scene>, call: impl Fn(Arc<Scene>) -> F) -> Vec<F::Output>
where
    F: Future<Output: Send> + Send + 'static,
{
    let calls: JoinSet<_> = (0..1000).map(|_| call(Arc::clone(scene))).collect();
    calls.join_all().await
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
    let headers = thousand(&scene, |scene| async move { scene.header().await }).await;
    assert!(headers.iter().all(|header| *header == bearer("one")));
    assert_eq!(scene.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn thousand_calls_at_once_share_a_failure_and_the_next_call_asks_again() {
    let scene = Scene::new([failure(), token("one")]);
    let headers = thousand(&scene, |scene| async move { scene.header().await }).await;
    assert!(headers.iter().all(|header| *header == failed()));
    assert_eq!(scene.asked(), 1);
    assert_eq!(scene.header().await, bearer("one"));
}

#[tokio::test(start_paused = true)]
async fn token_due_for_a_refresh_is_asked_for_again() {
    let scene = Scene::new([
        Ok(Token::new("one").refresh_after(60 * SECOND)),
        token("two"),
    ]);
    assert_eq!(scene.header().await, bearer("one"));
    pass(59 * SECOND).await;
    assert_eq!(scene.header().await, bearer("one"));
    pass(SECOND).await;
    assert_eq!(scene.header().await, bearer("one"));
    renewed().await;
    assert_eq!(scene.header().await, bearer("two"));
}

#[tokio::test(start_paused = true)]
async fn token_is_replaced_ten_seconds_before_it_expires() {
    let scene = Scene::new([expiring("one", 100 * SECOND), token("two")]);
    assert_eq!(scene.header().await, bearer("one"));
    pass(89 * SECOND).await;
    assert_eq!(scene.header().await, bearer("one"));
    pass(SECOND).await;
    assert_eq!(scene.header().await, bearer("one"));
    renewed().await;
    assert_eq!(scene.header().await, bearer("two"));
}

#[tokio::test(start_paused = true)]
async fn failure_keeps_the_last_token_until_it_expires() {
    let scene = Scene::new([expiring("one", 100 * SECOND), failure()]);
    assert_eq!(scene.header().await, bearer("one"));
    pass(92 * SECOND).await;
    assert_eq!(scene.header().await, bearer("one"));
    renewed().await;
    assert_eq!(scene.asked(), 2);
    // The failing source is not asked on every call, but again soon.
    assert_eq!(scene.header().await, bearer("one"));
    assert_eq!(scene.asked(), 2);
    pass(2 * SECOND).await;
    assert_eq!(scene.header().await, bearer("one"));
    renewed().await;
    assert_eq!(scene.asked(), 3);
    pass(6 * SECOND).await;
    assert_eq!(scene.header().await, failed());
}

#[tokio::test(start_paused = true)]
async fn failure_keeps_a_token_without_expiry_for_ever() {
    let scene = Scene::new([Ok(Token::new("one").refresh_after(60 * SECOND)), failure()]);
    for _ in 0..100 {
        assert_eq!(scene.header().await, bearer("one"));
        renewed().await;
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
    let headers = thousand(
        &scene,
        |scene| async move { scene.refresh("Bearer one").await },
    )
    .await;
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
async fn a_newer_token_that_is_rejected_as_well_is_asked_about_without_a_pause() {
    let scene = Scene::new([token("one"), token("two"), token("three")]);
    assert_eq!(scene.header().await, bearer("one"));
    for (rejected, newer) in [("Bearer one", "Bearer two"), ("Bearer two", "Bearer three")] {
        assert_eq!(scene.refresh(rejected).await.unwrap().unwrap(), newer);
    }
}

#[tokio::test(start_paused = true)]
async fn a_first_request_that_fails_does_not_keep_a_rejection_from_asking() {
    let scene = Scene::new([failure(), token("two")]);
    assert_eq!(scene.header().await, failed());
    let newer = scene.refresh("Bearer one").await.unwrap();
    assert_eq!(newer.unwrap(), "Bearer two");
}

/// The request in flight began before the rejection, so that its source was not told of it.
#[tokio::test(start_paused = true)]
async fn a_rejection_during_a_request_is_asked_about_after_it() {
    let one = Ok(Token::new("one").refresh_after(60 * SECOND));
    let scene = Scene::new([one, token("one"), token("two")]);
    assert_eq!(scene.header().await, bearer("one"));
    pass(60 * SECOND).await;
    assert_eq!(scene.header().await, bearer("one"));
    let newer = scene.refresh("Bearer one").await.unwrap();
    assert_eq!(newer.unwrap(), "Bearer two");
    let rejected = [None, None, Some("one".to_owned())];
    assert_eq!(*scene.rejected.lock().unwrap(), rejected);
}

#[test]
fn a_late_response_to_an_earlier_request_does_not_replace_a_newer_token() {
    let source = |_| async { Err::<Token, _>(TokenError::from("not asked")) };
    let cache = TokenCache::new(Arc::new(source), Environment::fake().into(), SECOND);
    let [(first, _), (second, _)] = [(); 2].map(|()| cache.begin(None));
    for (number, text) in [(second, "two"), (first, "one")] {
        let (_, header) = cache.record(number, None, Ok(Token::new(text))).unwrap();
        assert_eq!(header, "Bearer two");
    }
}

#[tokio::test(start_paused = true)]
async fn source_with_nothing_newer_is_left_in_peace_for_a_second() {
    let scene = Scene::new([token("one")]);
    assert_eq!(scene.header().await, bearer("one"));
    let headers = thousand(
        &scene,
        |scene| async move { scene.refresh("Bearer one").await },
    )
    .await;
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
async fn while_the_token_is_good_no_call_waits_for_a_new_one() {
    let scene = Scene::new([
        Ok(Token::new("one").refresh_after(60 * SECOND)),
        token("two"),
    ]);
    assert_eq!(scene.header().await, bearer("one"));
    pass(60 * SECOND).await;
    let start = Instant::now();
    for _ in 0..10 {
        assert_eq!(scene.header().await, bearer("one"));
    }
    assert_eq!(start.elapsed(), Duration::ZERO);
    renewed().await;
    assert_eq!(scene.header().await, bearer("two"));
    assert_eq!(scene.asked(), 2);
}

/// A source that answers only its first request.
struct Hangs(AtomicUsize);

impl TokenSource for Hangs {
    fn token(&self, _request: TokenRequest) -> TokenFuture<'_> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move {
            if number > 0 {
                std::future::pending::<()>().await;
            }
            Ok(expiring("one", 100 * SECOND)?)
        })
    }

    fn name(&self) -> std::borrow::Cow<'_, str> {
        "hanging".into()
    }
}

#[tokio::test(start_paused = true)]
async fn a_source_that_does_not_answer_leaves_the_last_token_in_use_until_it_expires() {
    let environment = Environment::fake().now(SystemTime::UNIX_EPOCH + START);
    let source = Arc::new(Hangs(AtomicUsize::new(0)));
    let cache = TokenCache::new(source, environment.into(), 10 * SECOND);
    let cache = Arc::new(cache);
    assert_eq!(cache.header().await.unwrap().1, "Bearer one");
    pass(95 * SECOND).await;
    assert_eq!(cache.header().await.unwrap().1, "Bearer one");
    pass(4 * SECOND).await;
    assert_eq!(cache.header().await.unwrap().1, "Bearer one");
    pass(SECOND).await;
    let start = Instant::now();
    let error = cache.header().await.unwrap_err().to_string();
    assert_eq!(error, "token source hanging: gave no token within 10 s");
    assert!(start.elapsed() <= 10 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_source_that_panics_is_an_error_of_that_request_and_asked_again() {
    let asked = AtomicUsize::new(0);
    let source = move |_| {
        let number = asked.fetch_add(1, Ordering::Relaxed);
        async move {
            assert!(number > 1, "canary");
            Ok(Token::new("good"))
        }
    };
    let cache = TokenCache::new(Arc::new(source), Environment::fake().into(), SECOND);
    let cache = Arc::new(cache);
    for _ in 0..2 {
        let error = cache.header().await.unwrap_err().to_string();
        assert!(error.ends_with(": panicked"), "{error}");
    }
    assert_eq!(cache.header().await.unwrap().1, "Bearer good");
}

#[tokio::test(start_paused = true)]
async fn a_renewal_ends_with_the_client() {
    let source = Arc::new(Hangs(AtomicUsize::new(0)));
    let environment = Environment::fake().now(SystemTime::UNIX_EPOCH + START);
    let cache = TokenCache::new(source.clone(), environment.into(), 10 * SECOND);
    let cache = Arc::new(cache);
    cache.header().await.unwrap();
    pass(95 * SECOND).await;
    cache.header().await.unwrap();
    tokio::task::yield_now().await;
    assert_eq!(Arc::strong_count(&source), 3);
    drop(cache);
    tokio::task::yield_now().await;
    assert_eq!(Arc::strong_count(&source), 1);
}

#[test]
fn a_cache_shows_the_name_of_its_source_only() {
    let source = crate::auth::TokenFile::new("/run/token");
    let cache = TokenCache::new(Arc::new(source), Environment::fake().into(), SECOND);
    let shown = format!("{cache:?}");
    assert!(
        shown.starts_with("TokenCache(") && shown.contains("/run/token"),
        "{shown}"
    );
}
