package org.openapitools.jackson.nullable;

/** As in jackson-databind-nullable, which Debian does not have. The models compare with it, and never make one. */
public abstract class JsonNullable<T> {
    public abstract boolean isPresent();

    public abstract T get();
}
