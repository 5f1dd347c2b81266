package io.dynrefer.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that writes the same content (from standard input) under many keys and prints what it created. */
final class StoreWriter {
    static final int KEYS = 300;

    private StoreWriter() {}

    static BlobKey key(int index) {
        return BlobKey.of("race", "folder-" + index % 7, "key-" + index);
    }

    public static void main(String[] arguments) throws IOException {
        BlobStore store = new DirectoryBlobStore(Path.of(arguments[0]));
        byte[] content = System.in.readAllBytes();
        String shown = new String(content, StandardCharsets.UTF_8);
        for (int i = 0; i < KEYS; i++) {
            if (store.putIfAbsent(key(i), content) == PutOutcome.CREATED) {
                System.out.println(i + " " + (shown.length() > 100 ? "large" : shown));
            }
        }
    }
}
