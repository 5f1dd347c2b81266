package io.dynrefer.referring.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.region.ImageDigest;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.DirectoryBlobStore;
import io.dynrefer.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreUpkeepTest {
    private static final Instant NOW = Instant.now();

    @TempDir
    private Path folder = Path.of("");

    private BlobStore store;
    private StoreUpkeep upkeep;

    @BeforeEach
    void open() {
        store = new DirectoryBlobStore(folder);
        upkeep = new StoreUpkeep(store);
    }

    private void put(String key, int bytes, Duration age) throws IOException {
        store.putIfAbsent(new BlobKey(key), new byte[bytes]);
        Files.setLastModifiedTime(folder.resolve(key + "~"), FileTime.from(NOW.minus(age)));
    }

    private void job(String job, int bytes, Duration age) throws IOException {
        put("uploads/" + job + "/image.png", bytes, age);
        put("uploads/" + job + "/request.json", 10, age);
        put("jobs/" + job + "/plan.json", 10, age);
    }

    @Test
    void show_countsByKind() throws IOException {
        put("images/aa", 100, Duration.ofDays(2));
        put("views/aa/0_0_1_1@224", 10, Duration.ofDays(1));
        put("views/aa/0_0_2_2@224", 20, Duration.ofDays(3));
        job("a", 1_000, Duration.ofDays(1));
        put("answers/a.json", 5, Duration.ofDays(1));
        put("answers/m/tags/aa/bb", 7, Duration.ofDays(1));

        assertThat(upkeep.show())
                .extracting(kind -> kind.name() + " " + kind.blobs() + " " + kind.bytes())
                .containsExactly("answers 1 7", "images 1 100", "jobs 4 1025", "views 2 30");
        assertThat(upkeep.show().get(3).oldest()).isEqualTo(NOW.minus(Duration.ofDays(3)));
    }

    @Test
    void pruneOlder_removesWhatIsMadeAgainAndJobsThatAreOver() throws IOException {
        put("images/aa", 100, Duration.ofDays(40));
        put("images/bb", 100, Duration.ofDays(20));
        job("over", 1_000, Duration.ofDays(40));
        put("answers/over.json", 5, Duration.ofDays(40));
        put("answers/over.coco.json", 5, Duration.ofDays(40));
        job("waiting", 1_000, Duration.ofDays(40));
        job("late", 1_000, Duration.ofDays(40));
        put("answers/late.json", 5, Duration.ofDays(1));

        StoreUpkeep.Pruned pruned = upkeep.pruneOlder(NOW.minus(Duration.ofDays(30)));

        assertThat(pruned).isEqualTo(new StoreUpkeep.Pruned(6, 1_130, 2_145));
        assertThat(store.list("")).extracting(BlobKey::value).noneMatch(key -> key.contains("over"));
        assertThat(store.list("uploads/waiting/")).hasSize(2);
        assertThat(store.list("images/")).containsExactly(new BlobKey("images/bb"));
    }

    @Test
    void pruneTo_removesLeastRecentlyUsedFirst_jobsLast_andNothingInUse() throws IOException {
        put("images/old", 100, Duration.ofHours(3));
        put("images/older", 100, Duration.ofHours(4));
        put("images/new", 100, Duration.ofMinutes(1));
        job("over", 100, Duration.ofDays(40));
        put("answers/over.json", 5, Duration.ofDays(40));

        assertThat(upkeep.pruneTo(330).blobs()).isEqualTo(1);
        assertThat(store.list("images/")).extracting(BlobKey::value).containsExactly("images/new", "images/old");
        assertThat(upkeep.pruneTo(0).bytesLeft()).isEqualTo(100);
        assertThat(store.list("")).extracting(BlobKey::value).containsExactly("images/new");
    }

    @Test
    void check_findsWhatIsDamaged_andMakesRoomForIt() throws IOException {
        byte[] photo = {1, 2, 3};
        BlobKey key = StoreKeys.image(ImageDigest.of(photo));
        store.putIfAbsent(key, photo);
        put("views/aa/0_0_1_1@224", 10, Duration.ZERO);
        put("views/aa/0_0_2_2@224", 10, Duration.ZERO);
        Files.write(folder.resolve("views/aa/0_0_2_2@224~"), new byte[4]);
        Files.delete(folder.resolve(key + "~"));
        Files.write(folder.resolve(key.value()), new byte[] {1, 2}); // Of before there were seals.

        assertThat(upkeep.check())
                .isEqualTo(new StoreUpkeep.Checked(3, List.of(key, new BlobKey("views/aa/0_0_2_2@224"))));
        assertThat(upkeep.check().damaged()).isEmpty();
    }

    @Test
    void boundedStore_staysBelowItsQuota() throws Exception {
        for (int i = 0; i < 50; i++) {
            put("images/before" + i, 100, Duration.ofHours(1));
        }
        try (BoundedBlobStore bounded = new BoundedBlobStore(store, 2_000)) {
            awaitBytes(2_000);
            for (int i : IntStream.range(0, 30).toArray()) {
                bounded.putIfAbsent(new BlobKey("images/later" + i), new byte[10]);
            }
            awaitBytes(2_000);
            assertThat(bounded.list("images/later")).hasSize(30);
            assertThat(bounded.toString()).contains("at most 2000 bytes");
        }
    }

    private void awaitBytes(long most) throws InterruptedException {
        for (int i = 0; i < 1_000 && bytes() > most; i++) {
            Thread.sleep(10);
        }
        assertThat(bytes()).isBetween(1L, most);
    }

    private long bytes() {
        return upkeep.show().stream().mapToLong(StoreUpkeep.Kind::bytes).sum();
    }
}
