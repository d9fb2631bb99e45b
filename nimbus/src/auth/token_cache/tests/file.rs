use super::*;
use crate::auth::TokenFile;

#[tokio::test(start_paused = true)]
async fn token_file_is_read_again_after_a_minute_and_when_rejected() {
    let memory = Environment::fake().file("/run/token", " one\n");
    let file = TokenFile::new("/run/token").environment(memory.clone());
    let cache = Arc::new(TokenCache::new(
        Arc::new(file),
        memory.clone().into(),
        SECOND,
    ));
    let header = async || cache.header().await.unwrap().1;
    assert_eq!(header().await, "Bearer one");
    memory.write("/run/token", "two");
    pass(59 * SECOND).await;
    assert_eq!(header().await, "Bearer one");
    assert_eq!(memory.opens("/run/token"), 1);
    pass(SECOND).await;
    assert_eq!(header().await, "Bearer one");
    renewed().await;
    assert_eq!(header().await, "Bearer two");
    memory.write("/run/token", "three");
    let newer = cache
        .refresh(&HeaderValue::from_static("Bearer two"))
        .await
        .unwrap();
    assert_eq!(newer.unwrap().1, "Bearer three");
    for gone in ["", " \n", "\u{0}"] {
        memory.write("/run/token", gone);
        pass(61 * SECOND).await;
        assert_eq!(header().await, "Bearer three");
        renewed().await;
    }
    memory.remove("/run/token");
    pass(61 * SECOND).await;
    assert_eq!(header().await, "Bearer three");
    renewed().await;
    assert_eq!(memory.opens("/run/token"), 7);
}

#[tokio::test(start_paused = true)]
async fn token_file_with_an_expired_jwt_that_is_gone_is_an_error() {
    // {"exp":1767225700}: 100 s after the start.
    let jwt = "e30.eyJleHAiOjE3NjcyMjU3MDB9.c2ln";
    let memory = Environment::fake()
        .now(SystemTime::UNIX_EPOCH + START)
        .file("/run/token", jwt);
    let file = TokenFile::new("/run/token").environment(memory.clone());
    let cache = Arc::new(TokenCache::new(
        Arc::new(file),
        memory.clone().into(),
        SECOND,
    ));
    cache.header().await.unwrap();
    memory.remove("/run/token");
    pass(99 * SECOND).await;
    cache.header().await.unwrap();
    pass(SECOND).await;
    let error = cache.header().await.unwrap_err();
    assert_eq!(error.to_string(), "token source /run/token: does not exist");
    assert_eq!(error.source_name(), "/run/token");
}
