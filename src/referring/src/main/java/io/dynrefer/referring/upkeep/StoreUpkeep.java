package io.dynrefer.referring.upkeep;

import io.dynrefer.referring.jobs.JobId;
import io.dynrefer.referring.jobs.JobKeys;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.PrefixedBlobStore;
import io.dynrefer.store.StoreKeys;
import io.dynrefer.store.StoredBlob;
import io.dynrefer.store.StoredForms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Shows what a store holds, removes what is old or too much, and checks the rest. What was made from photos is made
 * again when it is asked for; a job goes as a whole and only once it is over.
 */
public final class StoreUpkeep {
    /** What was used so lately may be in use: a request puts in one step what it reads in the next. */
    private static final Duration IN_USE = Duration.ofMinutes(10);

    /** After this time no step is under way that began before a photo was forgotten. */
    private static final Duration NOTES = Duration.ofDays(1);

    private final BlobStore store;

    public StoreUpkeep(BlobStore store) {
        this.store = store;
    }

    /**
     * The blobs of one kind.
     *
     * @param name what their keys begin with; {@code jobs} is everything about jobs
     */
    public record Kind(String name, long blobs, long bytes, Instant oldest, Instant newest) {
        private Kind with(Kind other) {
            return new Kind(
                    name,
                    blobs + other.blobs,
                    bytes + other.bytes,
                    oldest.isBefore(other.oldest) ? oldest : other.oldest,
                    newest.isAfter(other.newest) ? newest : other.newest);
        }
    }

    /** What was removed, and what the store holds now. */
    public record Pruned(long blobs, long bytes, long bytesLeft) {}

    /** How many blobs were looked at, and which of them were damaged; they are gone, to be made again when needed. */
    public record Checked(int blobs, List<BlobKey> damaged) {
        public Checked {
            damaged = List.copyOf(damaged);
        }
    }

    /** What the store holds, by kind. */
    public List<Kind> show() {
        Map<String, Kind> kinds = new TreeMap<>();
        for (StoredBlob blob : store.blobs("")) {
            BlobKey key = StoreKeys.withinTenant(blob.key());
            String name =
                    JobKeys.jobOf(key).isPresent() ? "jobs" : key.segments().get(0);
            kinds.merge(name, new Kind(name, 1, blob.bytes(), blob.lastUse(), blob.lastUse()), Kind::with);
        }
        return List.copyOf(kinds.values());
    }

    /** Something that goes as a whole: one blob, or a job's. */
    private record Unit(List<StoredBlob> blobs, boolean job, Instant lastUse) {
        private long bytes() {
            return blobs.stream().mapToLong(StoredBlob::bytes).sum();
        }
    }

    /** Removes what was last used before this moment. */
    public Pruned pruneOlder(Instant limit) {
        return prune(limit, 0);
    }

    /** Removes what was not used for longest, until the rest has so many bytes; answers of jobs come last. */
    public Pruned pruneTo(long bytes) {
        return prune(Instant.now().minus(IN_USE), bytes);
    }

    private Pruned prune(Instant limit, long enough) {
        List<StoredBlob> all = store.blobs("");
        long left = all.stream().mapToLong(StoredBlob::bytes).sum();
        long bytes = 0;
        long blobs = 0;
        for (Unit unit : units(all)) {
            if (left > enough && unit.lastUse().isBefore(limit)) {
                unit.blobs().forEach(blob -> store.delete(blob.key()));
                left -= unit.bytes();
                bytes += unit.bytes();
                blobs += unit.blobs().size();
            }
        }
        return new Pruned(blobs, bytes, left);
    }

    /** A job, and what the keys of its tenant's part begin with. */
    private record JobOf(String tenant, JobId job) {}

    /** What may go, first what should. */
    private static List<Unit> units(List<StoredBlob> all) {
        List<Unit> units = new ArrayList<>();
        Map<JobOf, List<StoredBlob>> jobs = new LinkedHashMap<>();
        Map<String, Set<BlobKey>> keys = new HashMap<>(); // of jobs, by tenant
        for (StoredBlob blob : all) {
            BlobKey key = StoreKeys.withinTenant(blob.key());
            String tenant = blob.key()
                    .value()
                    .substring(0, blob.key().value().length() - key.value().length());
            Optional<JobId> job = JobKeys.jobOf(key);
            if (job.isPresent()) {
                jobs.computeIfAbsent(new JobOf(tenant, job.get()), name -> new ArrayList<>())
                        .add(blob);
                keys.computeIfAbsent(tenant, name -> new HashSet<>()).add(key);
            } else if (StoreKeys.isDerived(key)) {
                units.add(new Unit(List.of(blob), false, blob.lastUse()));
            } else { // A note that a photo is forgotten.
                units.add(new Unit(List.of(blob), false, blob.lastUse().plus(NOTES)));
            }
        }
        jobs.forEach((name, blobs) -> {
            if (JobKeys.isOver(name.job(), keys.getOrDefault(name.tenant(), Set.of()))) {
                units.add(job(blobs));
            }
        });
        units.sort(Comparator.comparing(Unit::job).thenComparing(Unit::lastUse));
        return units;
    }

    private static Unit job(List<StoredBlob> blobs) {
        Instant last = blobs.stream()
                .map(StoredBlob::lastUse)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        // The answer last: with it the rest is not taken for work to be done.
        List<StoredBlob> inOrder = blobs.stream()
                .sorted(Comparator.comparing(StoredBlob::key, Comparator.reverseOrder()))
                .toList();
        return new Unit(inOrder, true, last);
    }

    /** Reads every blob. */
    public Checked check() {
        List<BlobKey> keys = store.list("");
        List<BlobKey> damaged = new ArrayList<>();
        for (BlobKey key : keys) {
            boolean whole = store.find(key).isPresent() && isItself(key);
            if (!whole) {
                damaged.add(key);
            }
        }
        return new Checked(keys.size(), damaged);
    }

    /** Whether an image has the digest that its key says. */
    private boolean isItself(BlobKey key) {
        BlobKey within = StoreKeys.withinTenant(key);
        if (!within.segments().get(0).equals("images")) {
            return true;
        }
        int prefix = key.value().length() - within.value().length();
        BlobStore part = prefix == 0
                ? store
                : new PrefixedBlobStore(store, new BlobKey(key.value().substring(0, prefix - 1)));
        return Artefacts.in(part).find(StoredForms.IMAGE, within).isPresent();
    }
}
