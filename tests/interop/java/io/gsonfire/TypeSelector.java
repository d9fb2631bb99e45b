package io.gsonfire;

import com.google.gson.JsonElement;

/** As in gson-fire, which Debian does not have. */
public interface TypeSelector<T> {
    Class<? extends T> getClassForElement(JsonElement readElement);
}
