package io.dynrefer.model.translators;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values asked for lately, least recently used out first. Safe for use by several threads; two that miss the same
 * key at once both make its value.
 */
final class Recent<K, V> {
    private final Map<K, V> values;

    /** @param most values that are kept */
    Recent(int most) {
        this.values = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** The value of a key, if it is kept. */
    @Nullable
    V find(K key) {
        synchronized (values) {
            return values.get(key);
        }
    }

    /** Keeps a value and returns it. */
    V keep(K key, V value) {
        synchronized (values) {
            values.put(key, value);
        }
        return value;
    }

    /** The value of a key, made now if it is not kept. */
    V get(K key, Function<K, V> make) {
        V known = find(key);
        return known == null ? keep(key, make.apply(key)) : known;
    }
}
