package io.dynrefer.cli.batch;

import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of the photos of a run, one line of JSON each, written as soon as it is known. Of two lines about one
 * photo the later one counts. A line that a killed process left half written is cut off.
 */
public final class Journal implements AutoCloseable {
    private static final int READ_AHEAD = 1 << 16;

    private final RandomAccessFile file;
    private final Map<String, Place> places = new HashMap<>();

    private Journal(RandomAccessFile file) {
        this.file = file;
    }

    private record Place(long offset, int length, String key) {}

    /** Opens the journal of an earlier run, or an empty one; no other process may have it open. */
    public static Journal open(Path path) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            requireAlone(file, path);
            Journal journal = new Journal(file);
            journal.read();
            return journal;
        } catch (IOException e) {
            throw DynReferException.invalid("--out", path + " cannot be written: " + e + ".");
        }
    }

    private static void requireAlone(RandomAccessFile file, Path path) throws IOException {
        FileLock lock;
        try {
            lock = file.getChannel().tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            file.close();
            throw DynReferException.invalid("--out", path + " belongs to a run that goes on at this moment.");
        }
    }

    private void read() throws IOException {
        byte[] buffer = new byte[READ_AHEAD];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long start = 0;
        for (int length = file.read(buffer); length > 0; length = file.read(buffer)) {
            int from = 0;
            for (int i = 0; i < length; i++) {
                if (buffer[i] == '\n') {
                    line.write(buffer, from, i - from);
                    JournalEntry entry = Json.read(line.toByteArray(), JournalEntry.class);
                    places.put(entry.photo(), new Place(start, line.size(), entry.key()));
                    start += line.size() + 1;
                    line.reset();
                    from = i + 1;
                }
            }
            line.write(buffer, from, length - from);
        }
        file.setLength(start);
        file.seek(start);
    }

    /** What is known about a photo, if it was asked this question. */
    Optional<JournalEntry> find(String photo, String key) {
        Place place = places.get(photo);
        if (place == null || !place.key().equals(key)) {
            return Optional.empty();
        }
        byte[] line = new byte[place.length()];
        try {
            long end = file.getFilePointer();
            file.seek(place.offset());
            file.readFully(line);
            file.seek(end);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the journal back", e);
        }
        return Optional.of(Json.read(line, JournalEntry.class));
    }

    /** Whether anything is known about a photo. */
    boolean mentions(String photo) {
        return places.containsKey(photo);
    }

    void add(JournalEntry entry) {
        byte[] line = Json.write(entry);
        byte[] whole = new byte[line.length + 1];
        System.arraycopy(line, 0, whole, 0, line.length);
        whole[line.length] = '\n';
        try {
            long start = file.getFilePointer();
            file.write(whole);
            places.put(entry.photo(), new Place(start, line.length, entry.key()));
        } catch (IOException e) {
            throw new UncheckedIOException("The journal cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the journal", e);
        }
    }
}
