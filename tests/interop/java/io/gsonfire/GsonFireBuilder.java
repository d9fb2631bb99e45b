package io.gsonfire;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import java.util.HashSet;
import java.util.Set;

/** As far as it matters: the generated adapters go before the selectors, so that none of these may ever be asked. */
public class GsonFireBuilder {
    private final Set<Class<?>> selected = new HashSet<>();

    public <T> GsonFireBuilder registerTypeSelector(Class<T> type, TypeSelector<T> selector) {
        selected.add(type);
        return this;
    }

    public GsonBuilder createGsonBuilder() {
        return new GsonBuilder().registerTypeAdapterFactory(new TypeAdapterFactory() {
            @Override
            public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
                if (selected.contains(type.getRawType())) {
                    throw new AssertionError("gson-fire decides what a " + type + " is: it is needed here");
                }
                return null;
            }
        });
    }
}
