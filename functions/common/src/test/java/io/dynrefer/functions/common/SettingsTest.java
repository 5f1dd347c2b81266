package io.dynrefer.functions.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.referring.ReferLimits;
import io.dynrefer.referring.upkeep.BoundedBlobStore;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.DirectoryBlobStore;
import io.dynrefer.store.MemoryBlobStore;
import io.dynrefer.store.s3.S3StoreConfig;
import io.dynrefer.views.image.ImageLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void defaults_areADirectoryStoreAndTheLimitsOfThoseWhoCheckThem() {
        StoreSettings store = Settings.of(StoreSettings.class, Map.of());

        assertThat(store.kind()).isEqualTo(StoreSettings.Kind.DIRECTORY);
        assertThat(store.directory()).isEqualTo(Path.of(".dynrefer/store"));
        assertThat(store.s3().bucket()).isEmpty();
        assertThat(store.s3().prefix()).isEmpty();
        assertThat(store.s3().endpoint()).isEmpty();
        assertThat(store.s3().region()).isEmpty();
        assertThat(store.s3().pathStyle()).isEmpty();
        assertThat(Settings.of(ImageSettings.class, Map.of()).limits()).isEqualTo(ImageLimits.DEFAULT);
        assertThat(Settings.of(LimitSettings.class, Map.of()).asLimits())
                .usingRecursiveComparison()
                .ignoringFields("time")
                .isEqualTo(ReferLimits.DEFAULT);
        assertThat(Settings.of(LimitSettings.class, Map.of()).time()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void open_opensTheKindThatIsNamed() {
        assertThat(Stores.open(Settings.of(
                        StoreSettings.class,
                        Map.of("dynrefer.store.kind", "directory", "dynrefer.store.directory", folder.toString()))))
                .isInstanceOf(BoundedBlobStore.class)
                .hasToString("DirectoryBlobStore(" + folder + "), at most 5000000000 bytes");
        assertThat(Stores.open(Settings.of(
                        StoreSettings.class,
                        Map.of("dynrefer.store.directory", folder.toString(), "dynrefer.store.max-bytes", "0"))))
                .isInstanceOf(DirectoryBlobStore.class);
        assertThat(Stores.open(Settings.of(StoreSettings.class, Map.of("dynrefer.store.kind", "memory"))))
                .isInstanceOf(MemoryBlobStore.class);
    }

    @Test
    void config_takesEveryS3Setting() {
        StoreSettings settings = Settings.of(
                StoreSettings.class,
                Map.of(
                        "dynrefer.store.s3.bucket", "photos",
                        "dynrefer.store.s3.prefix", "dynrefer/",
                        "dynrefer.store.s3.region", "eu-central-1",
                        "dynrefer.store.s3.endpoint", "http://localhost:9000"));

        S3StoreConfig config = Stores.config(settings.s3());

        assertThat(config.bucket()).isEqualTo("photos");
        assertThat(config.prefix()).isEqualTo("dynrefer/");
        assertThat(config.region()).isEqualTo("eu-central-1");
        assertThat(config.endpoint()).isEqualTo(URI.create("http://localhost:9000"));
        assertThat(config.addressing()).isEqualTo(S3StoreConfig.Addressing.PATH);
    }

    @Test
    void config_addressesTheBucketAsTheSettingsSay() {
        StoreSettings amazon = Settings.of(StoreSettings.class, Map.of("dynrefer.store.s3.bucket", "photos"));
        StoreSettings path = Settings.of(
                StoreSettings.class,
                Map.of("dynrefer.store.s3.bucket", "photos", "dynrefer.store.s3.path-style", "true"));

        assertThat(Stores.config(amazon.s3()).addressing()).isEqualTo(S3StoreConfig.Addressing.VIRTUAL_HOST);
        assertThat(Stores.config(path.s3()).addressing()).isEqualTo(S3StoreConfig.Addressing.PATH);
    }

    @Test
    void open_namesThePropertyOfAMissingBucket() {
        StoreSettings settings = Settings.of(StoreSettings.class, Map.of("dynrefer.store.kind", "s3"));

        assertThatThrownBy(() -> Stores.open(settings))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("dynrefer.store.s3.bucket");
    }

    @Test
    void settings_nameThePropertyOfAWrongValue() {
        assertThatThrownBy(() -> Settings.of(StoreSettings.class, Map.of("dynrefer.store.kind", "floppy")))
                .hasMessageContaining("dynrefer.store.kind");
    }

    @Test
    void modelCard_isReadFromASettingThatHoldsIt() {
        String card = "{\"id\":\"0123456789abcdef\",\"encoder_id\":\"fedcba9876543210\",\"preset\":\"tiny\","
                + "\"view_count\":3,\"view_size\":56,\"trained\":false,\"tag_threshold\":0.5}";

        assertThat(ModelCardFile.read(card).preset()).isEqualTo("tiny");
    }

    @Test
    void modelCard_namesTheFileThatIsMissing() {
        assertThatThrownBy(() -> ModelCardFile.read(folder.resolve("model.json")))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining(folder.toString());
    }
}
