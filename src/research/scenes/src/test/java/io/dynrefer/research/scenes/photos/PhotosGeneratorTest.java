package io.dynrefer.research.scenes.photos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.DatasetGeneration;
import io.dynrefer.data.DatasetInfo;
import io.dynrefer.data.Split;
import io.dynrefer.data.SplitCounts;
import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.data.packages.PackageCatalogue;
import io.dynrefer.data.packages.PackageKind;
import io.dynrefer.data.packages.SourcePackage;
import io.dynrefer.pictures.JpegEncoder;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PhotosGeneratorTest {
    private static final byte[] BIRD = photo(16, 8, 40);
    private static final byte[] CUP = photo(12, 12, 200);

    @TempDir
    private Path folder;

    private static byte[] photo(int width, int height, int brightness) {
        byte[] samples = new byte[width * height * 3]; // (height, width, 3)
        Arrays.fill(samples, (byte) brightness);
        return JpegEncoder.encode(new RgbImage(new ImageSize(width, height), samples), 90);
    }

    /** The package as it lies in the cache once extracted: an archive with the bird, and the cup beside it. */
    private PackageCache cache() throws IOException {
        SourcePackage source = new SourcePackage(
                "toys", PackageKind.DEBIAN, "1.0-1", 1, "0".repeat(64), "CC0", "tests", ".*", List.of());
        Path files = Files.createDirectories(folder.resolve("packages/toys-1.0-1"));
        Files.write(
                files.resolve("birds.rcc"), RccFixture.archive(3, "birds", Map.of("heron.jpg", BIRD), RccFixture.ZLIB));
        Files.write(files.resolve("cup.jpg"), CUP);
        return new PackageCache(folder.resolve("packages"), new PackageCatalogue(List.of(source)));
    }

    private static String image(int id, String name, int width, String archive, String path, byte[] bytes) {
        return """
                {"id": %d, "file_name": "%s", "width": %d, "height": %d, "package_name": "toys", "archive": "%s",
                 "path": "%s", "sha256": "%s", "licence": "CC0-1.0", "author": "a friend",
                 "source": "https://example.org/%s", "changes": ""}""".formatted(
                        id,
                        name,
                        width,
                        width == 16 ? 8 : 12,
                        archive,
                        path,
                        ImageDigest.of(bytes).hex(),
                        name);
    }

    private PhotosGenerator generator(String cupImage) throws IOException {
        String json = """
                {"coco": {"heron": "bird"},
                 "images": [%s, %s],
                 "annotations": [
                   {"id": 100, "image_id": 1, "bbox": [1, 2, 8, 4], "category": "heron", "scene": "lake",
                    "attributes": ["color:gray"], "negative_attributes": ["color:red"], "tags": ["heron", "bird"]},
                   {"id": 200, "image_id": 2, "bbox": [0, 0, 12, 12], "category": "cup", "scene": "kitchen"}]}""".formatted(image(1, "heron.jpg", 16, "birds.rcc", "/birds/heron.jpg", BIRD), cupImage);
        return new PhotosGenerator(PhotoAnnotations.read(json.getBytes(UTF_8)), cache());
    }

    private PhotosGenerator generator() throws IOException {
        return generator(image(2, "cup.jpg", 12, "", "cup.jpg", CUP));
    }

    @Test
    void run_writesTheTestSplitWithThePackagesOwnBytes() throws IOException {
        PhotosGenerator generator = generator();
        Path out = folder.resolve("photos");
        DatasetInfo info =
                new DatasetGeneration(generator, DatasetGeneration.usualScenes(generator), out).run(Progress.NONE);
        assertThat(info.splits()).isEqualTo(Map.of("test", new SplitCounts(2, 2)));
        assertThat(info.vocabulary().categories()).containsExactly("cup", "heron");
        assertThat(info.vocabulary().attributes()).containsExactly("color:gray", "color:red");
        assertThat(info.credits())
                .first()
                .asString()
                .isEqualTo("heron.jpg: a friend, CC0-1.0, https://example.org/heron.jpg");
        try (Dataset dataset = Dataset.open(out)) {
            List<AnnotatedImage> images = dataset.images(Split.TEST);
            assertThat(dataset.pixels().encoded(images.get(0))).isEqualTo(BIRD);
            assertThat(dataset.pixels().encoded(images.get(1))).isEqualTo(CUP);
            assertThat(dataset.pixels().read(images.get(1)).width()).isEqualTo(12);
            assertThat(images.get(0).regions().get(0).origin().part()).isEqualTo("photos");
            assertThat(images.get(0).regions().get(0).origin().group()).isEqualTo("heron.jpg");
        }
    }

    @Test
    void scene_otherBytesThanAnnotated_areRefused() throws IOException {
        PhotosGenerator generator = generator(image(2, "cup.jpg", 12, "", "cup.jpg", BIRD));
        assertThatThrownBy(() -> generator.scene(Split.TEST, 1))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("cup.jpg in toys has the SHA-256")
                .hasMessageContaining("dynrefer data fetch toys");
    }

    @Test
    void scene_otherSizeThanAnnotated_isRefused() throws IOException {
        PhotosGenerator generator = generator(image(2, "cup.jpg", 16, "", "cup.jpg", CUP));
        assertThatThrownBy(() -> generator.scene(Split.TEST, 1))
                .hasMessage("cup.jpg is 12x12, but its annotation says 16x8.");
    }

    @Test
    void scene_missingFile_isNotFound() throws IOException {
        PhotosGenerator generator = generator(image(2, "cup.jpg", 12, "birds.rcc", "/birds/cup.jpg", CUP));
        assertThatThrownBy(() -> generator.scene(Split.TEST, 1))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessage("toys: birds.rcc has no file /birds/cup.jpg.");
    }

    @Test
    void scene_beyondThePhotos_isRefused() throws IOException {
        PhotosGenerator generator = generator();
        assertThat(generator.scenes(Split.TRAIN)).isZero();
        assertThatThrownBy(() -> generator.scene(Split.TRAIN, 0)).hasMessageContaining("split train");
        assertThatThrownBy(() -> generator.scene(Split.TEST, 2)).hasMessageContaining("2 photos");
    }
}
