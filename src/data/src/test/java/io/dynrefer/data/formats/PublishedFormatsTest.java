package io.dynrefer.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dynrefer.data.formats.ReferringExpressions.ReferredImage;
import io.dynrefer.data.formats.VisualGenome.DescribedRegion;
import io.dynrefer.data.formats.VisualGenome.Subset;
import io.dynrefer.data.formats.VisualGenome.VisualGenomeImage;
import io.dynrefer.region.Box;
import io.dynrefer.region.ImageSize;
import io.dynrefer.testing.Samples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedFormatsTest {
    @ParameterizedTest
    @ValueSource(strings = {"coco/annotations/instances_val2017.json", "coco-converted/val.json"})
    void coco_publishedAndConverted_sayTheSame(String name) {
        try (CocoFile file = CocoFile.open(Samples.path(name))) {
            List<CocoImage> images = file.images().toList();

            assertThat(images)
                    .extracting(
                            CocoImage::id,
                            CocoImage::fileName,
                            image -> image.objects().size())
                    .containsExactly(
                            tuple(17L, "cat.jpg", 3), tuple(23L, "coffee.jpg", 3), tuple(42L, "rocket.jpg", 1));
            CocoObject cat = images.get(0).objects().get(0);
            assertThat(cat.id()).isEqualTo(1101);
            assertThat(cat.box()).isEqualTo(new Box(30.5, 0.25, 400.5, 292.75));
            assertThat(cat.region(new ImageSize(451, 300))).isEqualTo(new Box(30.5, 0.25, 400.5, 292.75));
            assertThat(cat.categoryId()).isEqualTo(17);
            assertThat(images.get(1).objects()).extracting(CocoObject::id).containsExactly(1201L, 1202L, 1203L);
            CocoObject crowd = images.get(0).objects().get(2);
            assertThat(crowd.region(new ImageSize(451, 300))).isEqualTo(new Box(10, 100, 20, 200));
        }
    }

    @Test
    void coco_published_knowsCrowdsAndCategories() {
        try (CocoFile file = CocoFile.open(Samples.path("coco/annotations/instances_val2017.json"))) {
            assertThat(file.images()
                            .flatMap(image -> image.objects().stream())
                            .filter(CocoObject::isCrowd)
                            .map(CocoObject::id))
                    .containsExactly(900100000017L);
            assertThat(file.list("categories"))
                    .extracting(category -> category.text("name"))
                    .containsExactly("cat", "cup", "spoon", "airplane");
            assertThat(file.annotationCount()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ovad/ovad2000.json", "ovad-converted/test_ovad.json"})
    void ovad_publishedAndConverted_sayTheSame(String name) {
        try (CocoFile file = CocoFile.open(Samples.path(name))) {
            List<CocoObject> objects =
                    file.images().flatMap(image -> image.objects().stream()).toList();

            assertThat(objects).hasSize(6);
            assertThat(objects.get(0).attributeLabels(6)).containsExactly(1, 0, 1, 1, 0, -1);
            assertThat(objects.get(2).box()).isEqualTo(new Box(170, 17, 410, 309));
            assertThat(file.list(file.has("attributes") ? "attributes" : "attrs"))
                    .hasSize(6)
                    .extracting(attribute -> attribute.text("freq_set"))
                    .contains("head", "medium", "tail");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vg12", "vg10"})
    void visualGenome_bothVersions_arePreparedAsThePapersDo(String folder) {
        VisualGenome genome = VisualGenome.open(Samples.path(folder), "test", Subset.ALL);

        try (Stream<VisualGenomeImage> images = genome.images()) {
            List<VisualGenomeImage> all = images.toList();
            assertThat(all).extracting(VisualGenomeImage::id).containsExactly(17L, 23L, 42L);
            assertThat(all.get(0).regions())
                    .extracting(DescribedRegion::id, DescribedRegion::phrase, DescribedRegion::box)
                    .containsExactly(
                            tuple(5072L, "the cats eye is green", new Box(132, 86, 210, 150)),
                            tuple(5073L, "a cat looking up", new Box(30, 1, 400, 292)),
                            tuple(5074L, "an eye of a cat", new Box(130, 85, 210, 151)),
                            tuple(5076L, "", new Box(1, 1, 20, 20)));
            assertThat(all.get(2).regions().get(1).box()).isEqualTo(new Box(100, 40, 190, 427));
        }
    }

    @Test
    void visualGenome_coco_keepsImagesOfCocoOnly() {
        VisualGenome genome = VisualGenome.open(Samples.path("vg12"), "test", Subset.COCO);

        try (Stream<VisualGenomeImage> images = genome.images()) {
            assertThat(images).extracting(VisualGenomeImage::id).containsExactly(23L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"refcocog", "refcocog-pickle"})
    void refcocog_jsonAndPickle_sayTheSame(String folder) {
        try (ReferringExpressions expressions = ReferringExpressions.open(Samples.path(folder), "val")) {
            List<ReferredImage> images = expressions.images().toList();

            assertThat(expressions.size()).isEqualTo(3);
            assertThat(images).extracting(ReferredImage::fileName).containsExactly("cat.jpg", "coffee.jpg");
            assertThat(images.get(0).objects().get(0).expressions())
                    .containsExactly("an orange striped cat", "the cat that looks up");
            assertThat(images.get(1).objects().get(1).box()).isEqualTo(new Box(60.25, 180.5, 180.25, 240.5));
        }
    }

    @Test
    void givenBoxes_resultsAndConverted_areRead() {
        GivenBoxes results = GivenBoxes.read(Samples.path("vg12/boxes.json"));
        GivenBoxes converted = GivenBoxes.read(Samples.path("vg-converted/test_grit.json"));

        assertThat(results.of(17)).hasSize(2).contains(new GivenBoxes.ScoredBox(new Box(131, 85, 211, 151), 0.9));
        assertThat(results.of(42)).isEmpty();
        assertThat(converted.of(17)).hasSize(3).contains(new GivenBoxes.ScoredBox(new Box(132, 86, 210, 150), 0.9));
    }
}
