package io.dynrefer.functions.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.referring.Encode;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.store.MemoryBlobStore;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodeWorkersTest {
    private static final Encode.Request NOTHING = new Encode.Request(ImageDigest.of(new byte[0]), List.of());

    @Test
    void encode_isOverCapacityWhenTheQueueIsFull() throws InterruptedException {
        EncodeWorkers workers = workers(Map.of("dynrefer.encode.queue", "1"));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Encode.Response> working = blocked(workers, begun, release);
        begun.await();
        CompletableFuture<Encode.Response> waiting = blocked(workers, begun, release);

        assertThatThrownBy(() -> blocked(workers, begun, release))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVER_CAPACITY));

        release.countDown();
        assertThat(working).failsWithin(Duration.ofSeconds(10));
        assertThat(waiting).failsWithin(Duration.ofSeconds(10));
        workers.stop();
    }

    private static CompletableFuture<Encode.Response> blocked(
            EncodeWorkers workers, CountDownLatch begun, CountDownLatch release) {
        return workers.encode(() -> {
                    begun.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return NOTHING;
                })
                .toCompletableFuture();
    }

    @Test
    void encode_isNotReadyBeforeTheWeightsAreLoaded() {
        EncodeWorkers workers = workers(Map.of());

        assertThat(workers.encode(() -> NOTHING).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_READY));
        workers.stop();
    }

    @Test
    void start_namesThePropertyOfAMissingFolder() {
        Encoder encoder = new Encoder(settings(Map.of()), new MemoryBlobStore(), new ImageReader(ImageLimits.DEFAULT));

        assertThatThrownBy(() -> encoder.start(new StartupEvent())).hasMessageContaining("dynrefer.weights");
    }

    @Test
    void defaults_areOneThreadAndAQueueOf32() {
        EncodeSettings settings = settings(Map.of());

        assertThat(settings.weights()).isEqualTo(Path.of("nowhere"));
        assertThat(settings.encode().batches()).isEqualTo(BatchSizes.DEFAULT);
        assertThat(settings.encode().threads()).isEqualTo(1);
        assertThat(settings.encode().queue()).isEqualTo(32);
    }

    @Test
    void batchSize_isThatOfCropsAndOfRegions() {
        BatchSizes batches =
                settings(Map.of("dynrefer.encode.batch-size", "32")).encode().batches();

        assertThat(batches.crops()).isEqualTo(32);
        assertThat(batches.regions()).isEqualTo(32);
    }

    @Test
    void start_isRefusedWhereAGpuIsRequiredAndMissing(@TempDir Path weights) {
        EncodeSettings settings =
                settings(Map.of("dynrefer.weights", weights.toString(), "dynrefer.encode.gpu", "required"));

        assertThatThrownBy(() -> new Encoder(settings, new MemoryBlobStore(), new ImageReader(ImageLimits.DEFAULT))
                        .start(new StartupEvent()))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("finds no GPU");
    }

    private static EncodeWorkers workers(Map<String, String> properties) {
        EncodeSettings settings = settings(properties);
        return new EncodeWorkers(
                settings,
                new Encoder(settings, new MemoryBlobStore(), new ImageReader(ImageLimits.DEFAULT)),
                new EncodeMetrics(new SimpleMeterRegistry()));
    }

    private static EncodeSettings settings(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(EncodeSettings.class)
                .withDefaultValue("dynrefer.weights", "nowhere")
                .withDefaultValues(properties)
                .build()
                .getConfigMapping(EncodeSettings.class);
    }
}
