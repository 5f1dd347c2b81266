package io.dynrefer.data.formats;

import io.dynrefer.store.Json;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The records of a file of references, in JSON or as Python pickles it. */
final class ReferenceRecords {
    private ReferenceRecords() {}

    /** Reads the file; the records are handed on one by one. */
    static void forEach(Path refs, Consumer<FormatRecord> action) {
        if (refs.toString().endsWith(".json")) {
            try (Stream<FormatRecord> records = RecordList.of(refs)) {
                records.forEachOrdered(action);
            }
        } else {
            AtomicInteger next = new AtomicInteger();
            PickledRecords.forEach(
                    refs,
                    value -> action.accept(new FormatRecord(
                            Json.mapper().valueToTree(value),
                            String.valueOf(refs.getFileName()),
                            "[" + next.getAndIncrement() + "]")));
        }
    }
}
