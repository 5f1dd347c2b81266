package io.dynrefer.functions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.functions.common.ImageSettings;
import io.dynrefer.functions.common.Settings;
import io.dynrefer.functions.common.StoreSettings;
import io.dynrefer.local.LocalS3;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real S3 server. */
class BucketImagesTest {
    @TempDir
    static Path folder;

    private static LocalS3 s3;
    private static BucketImages images;

    @BeforeAll
    static void start() throws IOException {
        s3 = LocalS3.start(LocalS3.Settings.in(folder, "photos"));
        Files.createDirectories(folder.resolve("photos/2026"));
        Files.write(folder.resolve("photos/2026/cat 1.png"), new byte[] {1, 2, 3});
        Files.write(folder.resolve("photos/large.png"), new byte[200]);
        // The credentials come from AWS's own chain, in which these come first.
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local-secret");
        images = new BucketImages(
                Settings.of(GatewaySettings.class, Map.of("dynrefer.gateway.image-buckets", "photos")),
                Settings.of(ImageSettings.class, Map.of("dynrefer.image.max-bytes", "100")),
                Settings.of(
                        StoreSettings.class,
                        Map.of(
                                "dynrefer.store.s3.endpoint",
                                s3.endpoint().toString(),
                                "dynrefer.store.s3.region",
                                "us-east-1")));
    }

    @AfterAll
    static void stop() throws IOException {
        images.close();
        s3.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Test
    void fetch_readsTheObject() {
        assertThat(images.fetch("s3://photos/2026/cat 1.png").bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void fetch_looksAtTheSizeFirst() {
        refused("s3://photos/large.png", ErrorCode.TOO_LARGE);
    }

    @Test
    void fetch_ofAnObjectThatIsNotThere_isNotFound() {
        refused("s3://photos/none.png", ErrorCode.NOT_FOUND);
    }

    @Test
    void fetch_fromAnotherBucket_isRefused() {
        refused("s3://secrets/key.png", ErrorCode.INVALID_REQUEST);
    }

    private static void refused(String name, ErrorCode code) {
        assertThatThrownBy(() -> images.fetch(name))
                .isInstanceOfSatisfying(
                        DynReferException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
