package io.dynrefer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageSize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnnotationFileTest {
    private static final String FILE = "train.json";

    private static final AnnotatedRegion CUP = new AnnotatedRegion(
            7,
            new Box(1.5, 2, 11.75, 42),
            List.of("a red cup on a wooden table", "a cup in a kitchen"),
            new RegionLabels(
                    "cup",
                    List.of("cup", "red"),
                    List.of("color:red", "wet"),
                    List.of("color:blue"),
                    List.of("the cup", "the red color"),
                    new CaptionSlots(List.of("red"), "cup", List.of("table"))),
            new RegionOrigin("rooms", true, "kitchen", "cup-3"));

    private static final AnnotatedRegion BARE =
            new AnnotatedRegion(8, new Box(0, 0, 3, 3), List.of(), RegionLabels.NONE, RegionOrigin.UNKNOWN);

    private static final List<AnnotatedImage> IMAGES = List.of(
            new AnnotatedImage(4, "images/000004.jpg", new ImageSize(320, 240), List.of(CUP, BARE)),
            new AnnotatedImage(2, "images/000002.jpg", new ImageSize(64, 64), List.of()));

    private static List<AnnotatedImage> read(String json) {
        return AnnotationFile.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), FILE);
    }

    @Test
    void read_returnsWhatWriteWasGiven() {
        assertThat(AnnotationFile.read(AnnotationFile.write(IMAGES), FILE)).isEqualTo(IMAGES);
    }

    @Test
    void write_isDeterministicAndTerse() {
        assertThat(new String(AnnotationFile.write(IMAGES), StandardCharsets.UTF_8))
                .isEqualTo(new String(AnnotationFile.write(IMAGES), StandardCharsets.UTF_8))
                .contains("\"bbox\":[1.5,2,10.25,40]", "\n{\"id\":8,\"image_id\":4,\"bbox\":[0,0,3,3]}");
    }

    @Test
    void read_takesASingleCaptionUnknownPropertiesAndAnyOrder() {
        List<AnnotatedImage> images = read("""
                {'info': {'year': 2026}, 'annotations': [
                  {'id': 1, 'image_id': 9, 'bbox': [1, 2, 3, 4], 'caption': 'a dog', 'iscrowd': 0, 'area': 12.0}],
                 'images': [{'id': 9, 'file_name': 'a.png', 'width': 5, 'height': 6, 'license': 3}]}
                """);
        assertThat(images).hasSize(1);
        assertThat(images.get(0).regions().get(0).captions()).containsExactly("a dog");
        assertThat(images.get(0).regions().get(0).box()).isEqualTo(new Box(1, 2, 4, 6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'id': 1, 'image_id': 9                                         | annotations[0].bbox",
                "'id': 1, 'image_id': 9, 'bbox': [1, 2, 3]                      | annotations[0].bbox",
                "'id': 1, 'image_id': 9, 'bbox': [1, 2, 0, 4]                   | annotations[0].bbox",
                "'id': 1, 'image_id': 9, 'bbox': [1, 2, 'x', 4]                 | annotations[0].bbox",
                "'id': 1, 'image_id': 9, 'bbox': [1, 2, 1e999, 4]               | annotations[0].bbox",
                "'id': 1.5, 'image_id': 9, 'bbox': [1, 2, 3, 4]                 | annotations[0].id",
                "'image_id': 9, 'bbox': [1, 2, 3, 4]                            | annotations[0].id",
                "'id': 1, 'image_id': 8, 'bbox': [1, 2, 3, 4]                   | annotations[0].image_id",
                "'id': 1, 'image_id': 9, 'bbox': [1, 2, 3, 4], 'captions': 'x'  | annotations[0].captions",
                "'id': 1, 'image_id': 9, 'bbox': [1, 2, 3, 4], 'tags': ['a', 5] | annotations[0].tags[1]",
                "'id': 1, 'image_id': 9, 'bbox': [1, 2, 3, 4], 'novel': 'yes'   | annotations[0].novel",
                "'id': 1, 'image_id': 9, 'bbox': [1, 2, 3, 4], 'category': 3    | annotations[0].category",
                "'id': 1, 'image_id': 9, 'bbox': [1, 2, 3, 4], 'slots': []      | annotations[0].slots",
                "'id': 1, 'image_id': 9, 'bbox': [1, 2, 3, 4], 'slots': {'object': 1} | annotations[0].slots.object",
                "'id': 1, 'image_id': 9, 'bbox': [1, 2, 3, 4], 'caption': 'x', 'captions': [] | annotations[0].caption"
            })
    void read_malformedAnnotation_namesFileRecordAndField(String annotation, String place) {
        String image = "{'id': 9, 'file_name': 'a.png', 'width': 5, 'height': 6}";
        assertThatThrownBy(() -> read("{'images': [" + image + "], 'annotations': [{" + annotation + "}]}"))
                .isInstanceOf(DynReferException.class)
                .hasMessageStartingWith(FILE + ": " + place + (place.endsWith("slots") ? " " : ":"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id': 9, 'width': 5, 'height': 6}                                 | images[0].file_name",
                "{'id': 9, 'file_name': '../a.png', 'width': 5, 'height': 6}        | images[0].file_name",
                "{'id': 9, 'file_name': '/a.png', 'width': 5, 'height': 6}          | images[0].file_name",
                "{'id': 9, 'file_name': 'a.png', 'width': 0, 'height': 6}           | images[0].width",
                "{'id': 9, 'file_name': 'a.png', 'width': 5}                        | images[0].height",
                "7                                                                  | images[0]"
            })
    void read_malformedImage_namesFileRecordAndField(String image, String place) {
        assertThatThrownBy(() -> read("{'images': [" + image + "], 'annotations': []}"))
                .isInstanceOf(DynReferException.class)
                .hasMessageStartingWith(FILE + ": " + place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                | must be an object",
                "{'images': []}                    | no list \"annotations\"",
                "{'annotations': []}               | no list \"images\"",
                "{'images': {}, 'annotations': []} | \"images\" must be a list",
                "{'images': [                      | is not JSON"
            })
    void read_malformedDocument_namesTheFile(String json, String reason) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining(FILE)
                .hasMessageContaining(reason);
    }

    @Test
    void read_repeatedIds_areRefused() {
        String image = "{'id': 9, 'file_name': 'a.png', 'width': 5, 'height': 6}";
        String region = "{'id': 1, 'image_id': 9, 'bbox': [1, 2, 3, 4]}";
        assertThatThrownBy(() -> read("{'images': [" + image + "," + image + "], 'annotations': []}"))
                .hasMessageContaining("images[1].id");
        assertThatThrownBy(() -> read("{'images': [" + image + "], 'annotations': [" + region + "," + region + "]}"))
                .hasMessageContaining("annotations[1].id")
                .hasMessageContaining("annotations[0]");
    }
}
