package io.dynrefer.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class S3StoreConfigTest {
    @Test
    void ofBucket_hasTheseDefaults() {
        assertThat(S3StoreConfig.ofBucket("blobs"))
                .isEqualTo(new S3StoreConfig(
                        "blobs",
                        "",
                        null,
                        null,
                        S3StoreConfig.Addressing.VIRTUAL_HOST,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(45),
                        64));
    }

    @Test
    void with_changesOnlyWhatItNames() {
        URI endpoint = URI.create("http://127.0.0.1:9000");

        S3StoreConfig config = S3StoreConfig.ofBucket("blobs")
                .withPrefix("a/b/")
                .withRegion("eu-central-1")
                .withEndpoint(endpoint);

        assertThat(config)
                .isEqualTo(new S3StoreConfig(
                        "blobs",
                        "a/b/",
                        "eu-central-1",
                        endpoint,
                        S3StoreConfig.Addressing.PATH,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(45),
                        64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "/", "/a/", "a//", "../"})
    void new_badPrefix_isRefused(String prefix) {
        assertThatThrownBy(() -> S3StoreConfig.ofBucket("blobs").withPrefix(prefix))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("store.s3.prefix")
                .hasMessageContaining("'" + prefix + "'");
    }

    @Test
    void new_badNumbers_areRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> config(Duration.ZERO, second, second, 1)).hasMessageContaining("connect_timeout");
        assertThatThrownBy(() -> config(second, Duration.ZERO, second, 1)).hasMessageContaining("attempt_timeout");
        assertThatThrownBy(() -> config(second, second, Duration.ofMillis(1), 1))
                .hasMessageContaining("call_timeout");
        assertThatThrownBy(() -> config(second, second, second, 0)).hasMessageContaining("max_connections");
        assertThatThrownBy(() -> S3StoreConfig.ofBucket(" ")).hasMessageContaining("store.s3.bucket");
    }

    private static S3StoreConfig config(Duration connect, Duration attempt, Duration call, int connections) {
        return new S3StoreConfig(
                "b", "", null, null, S3StoreConfig.Addressing.PATH, connect, attempt, call, connections);
    }
}
