package io.dynrefer.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.data.formats.VisualGenome.Subset;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageSize;
import io.dynrefer.testing.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every malformed variant is refused with its file, record and field. */
class MalformedFilesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "image_id": 42                 | "image": 42                  | annotations[5].image_id
            "file_name": "coffee.jpg"      | "file_name": "../coffee.jpg" | images[1].file_name
            "file_name": "coffee.jpg"      | "name": "coffee.jpg"         | images[1].file_name
            "width": 640                   | "width": 0                   | images[2].width
            "id": 23                       | "id": 17                     | images[1].id
            "bbox": [\\n    280.0          | "bbox": [\\n    "280"        | annotations[5].bbox
            "bbox": [\\n    280.0,         | "bbox": [                    | annotations[5].bbox
            "iscrowd": 1                   | "iscrowd": "yes"             | annotations[2].iscrowd
            "area": 19200.0                | "area": "big"                | annotations[5].area
            "images": [                    | "pictures": [                | it needs the lists
            """)
    void coco_malformed_isNamed(String original, String replacement, String named) {
        Path file = changed("coco/annotations/instances_val2017.json", unescape(original), unescape(replacement));

        assertThatThrownBy(() -> readAll(file))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("instances_val2017.json")
                .hasMessageContaining(named);
    }

    /**
     * As other tools write it: ids as texts and as fractions, true for 1, an annotation of an image that is not there.
     */
    @Test
    void coco_ofOtherTools_isRead() {
        Path file = changed("coco/annotations/instances_val2017.json", "\"image_id\": 42", "\"image_id\": 43");
        try (CocoFile coco = CocoFile.open(file);
                Stream<CocoImage> images = coco.images()) {
            assertThat(coco.orphans()).isEqualTo(1);
            assertThat(images.mapToInt(image -> image.objects().size()).sum()).isEqualTo(coco.annotationCount());
        }
        for (String id : List.of("\"17\"", "17.0")) {
            Path other = changed("coco/annotations/instances_val2017.json", "\"id\": 17", "\"id\": " + id);
            try (CocoFile coco = CocoFile.open(other);
                    Stream<CocoImage> images = coco.images()) {
                assertThat(images.map(CocoImage::id)).contains(17L);
                assertThat(coco.orphans()).isZero();
            }
        }
        Path crowd = changed("coco/annotations/instances_val2017.json", "\"iscrowd\": 1", "\"iscrowd\": true");
        try (CocoFile coco = CocoFile.open(crowd);
                Stream<CocoImage> images = coco.images()) {
            assertThat(images.flatMap(image -> image.objects().stream()).filter(CocoObject::isCrowd))
                    .hasSize(1);
        }
    }

    @Test
    void coco_cutOff_isNamed() throws IOException {
        byte[] whole = Files.readAllBytes(Samples.path("coco/annotations/instances_val2017.json"));
        Path file = Files.write(folder.resolve("instances_val2017.json"), Arrays.copyOf(whole, 3000));

        assertThatThrownBy(() -> readAll(file)).hasMessageContaining("instances_val2017.json is not JSON");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "phrase": "a cup of coffee" | "phrase": 3               | [1].regions[0].phrase
            "phrase": "a cup of coffee" | "text": "a cup of coffee" | [1].regions[0].phrase
            "region_id": 6001           | "number": 6001            | [1].regions[0].id
            "x": 170                    | "x": "170"                | [1].regions[0].x
            "id": 17                    | "image": 17               | [0].id
            """)
    void visualGenome_malformed_isNamed(String original, String replacement, String named) throws IOException {
        for (String other : new String[] {"image_data.json", "densecap_splits.json"}) {
            Files.copy(Samples.path("vg12/" + other), folder.resolve(other));
        }
        assertThat(changed("vg12/region_descriptions.json", original, replacement))
                .exists();

        assertThatThrownBy(() -> {
                    VisualGenome genome = VisualGenome.open(folder, "test", Subset.ALL);
                    try (Stream<?> images = genome.images()) {
                        images.forEach(image -> {});
                    }
                })
                .hasMessageContaining("region_descriptions.json: " + named);
    }

    @Test
    void refcocog_annotationThatIsNotThere_isNamed() throws IOException {
        Files.copy(Samples.path("refcocog/instances.json"), folder.resolve("instances.json"));
        assertThat(changed("refcocog/refs(umd).json", "\"ann_id\": 1202", "\"ann_id\": 77"))
                .exists();

        try (ReferringExpressions expressions = ReferringExpressions.open(folder, "val")) {
            assertThatThrownBy(() -> expressions.images().toList())
                    .hasMessageContaining("refs(umd).json: ann_id")
                    .hasMessageContaining("annotation 77")
                    .hasMessageContaining("image 23");
        }
    }

    @Test
    void refcocog_imageThatIsNotThere_isNamed() throws IOException {
        Files.copy(Samples.path("refcocog/instances.json"), folder.resolve("instances.json"));
        Path references = Files.copy(Samples.path("refcocog/refs(umd).json"), folder.resolve("refs(umd).json"));
        Files.writeString(references, Files.readString(references).replace("\"image_id\": 23", "\"image_id\": 99"));

        try (ReferringExpressions expressions = ReferringExpressions.open(folder, "val")) {
            assertThatThrownBy(() -> expressions.images().toList())
                    .hasMessageContaining("refs(umd).json: image_id")
                    .hasMessageContaining("image 99");
        }
    }

    @Test
    void refcocog_pickleCutOff_isNamed() throws IOException {
        Files.copy(Samples.path("refcocog-pickle/instances.json"), folder.resolve("instances.json"));
        byte[] whole = Files.readAllBytes(Samples.path("refcocog-pickle/refs(umd).p"));
        Files.write(folder.resolve("refs(umd).p"), Arrays.copyOf(whole, whole.length - 200));

        assertThatThrownBy(() -> ReferringExpressions.open(folder, "val"))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("refs(umd).p cannot be read to its end");
    }

    @Test
    void refcocog_noPickle_isNamed() throws IOException {
        Files.copy(Samples.path("refcocog/instances.json"), folder.resolve("instances.json"));
        Files.writeString(folder.resolve("refs(umd).p"), "nonsense");

        assertThatThrownBy(() -> ReferringExpressions.open(folder, "val"))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("refs(umd).p is no pickle");
    }

    @Test
    void missingFiles_areNamedWithTheirOrigin() {
        assertThatThrownBy(() -> VisualGenome.open(folder, "test", Subset.ALL))
                .hasMessageContaining("region_descriptions.json")
                .hasMessageContaining("Visual Genome project's site");
        assertThatThrownBy(() -> ReferringExpressions.open(folder, "val"))
                .hasMessageContaining("refs(umd).p")
                .hasMessageContaining("refer project");
    }

    private Path changed(String sample, String original, String replacement) {
        try {
            Path source = Samples.path(sample);
            String text = Files.readString(source);
            int last = text.lastIndexOf(original);
            int first = text.indexOf(original);
            if (first < 0) {
                throw new AssertionError(sample + " does not contain " + original);
            }
            int at = original.contains("image_id") ? last : first;
            return Files.writeString(
                    folder.resolve(source.getFileName().toString()),
                    text.substring(0, at) + replacement + text.substring(at + original.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n");
    }

    private static void readAll(Path path) {
        try (CocoFile file = CocoFile.open(path)) {
            file.images()
                    .forEach(image -> image.objects().forEach(object -> {
                        ImageSize size = image.size();
                        if (object.region(size).width() + object.box().width() + object.area() + object.categoryId() < 0
                                || object.isCrowd() && object.id() < 0) {
                            throw new AssertionError("never");
                        }
                    }));
        }
    }
}
