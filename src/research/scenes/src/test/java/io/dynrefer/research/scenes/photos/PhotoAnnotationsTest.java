package io.dynrefer.research.scenes.photos;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.region.Box;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ImageSize;
import io.dynrefer.research.scenes.photos.PhotoAnnotations.Photo;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Checks what a program can check of annotations that people wrote. */
final class PhotoAnnotationsTest {
    private static final Set<String> TYPES = Set.of("color", "material", "pattern", "state", "size");
    private static final Set<String> LICENCES =
            Set.of("public domain", "CC0-1.0", "CC-BY-2.0", "CC-BY-3.0", "CC-BY-SA-4.0");

    private final PhotoAnnotations annotations = PhotoAnnotations.load();

    private List<AnnotatedRegion> regions() {
        return annotations.photos().stream()
                .flatMap(photo -> photo.image().regions().stream())
                .toList();
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.replace("'s", " 's").split(" "));
    }

    @Test
    void load_isLargeEnoughForATestSet() {
        assertThat(annotations.photos()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(regions()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(annotations.categories()).hasSizeGreaterThan(80).doesNotHaveDuplicates();
        assertThat(annotations.attributes()).contains("color:brown", "state:standing");
    }

    @Test
    void load_namesFileAuthorAndLicenceOfEveryPhoto() {
        SoftAssertions.assertSoftly(softly -> {
            for (Photo photo : annotations.photos()) {
                CreditedPhoto source = photo.source();
                String name = source.fileName();
                softly.assertThat(source.id()).as(name).isEqualTo(photo.image().id());
                softly.assertThat(name).isEqualTo(photo.image().fileName());
                softly.assertThat(source.licence()).as(name).isIn(LICENCES);
                softly.assertThat(source.author()).as(name).isNotBlank();
                softly.assertThat(source.source()).as(name).startsWith("https://");
                softly.assertThat(new ImageDigest(source.sha256()).hex())
                        .as(name)
                        .isEqualTo(source.sha256());
                softly.assertThat(source.path()).as(name).endsWith(name.substring(name.lastIndexOf('/')));
                softly.assertThat(source.credit()).contains(name, source.author(), source.licence(), source.source());
            }
        });
    }

    @Test
    void load_hasNoPhotoTwice() {
        assertThat(annotations.photos().stream().map(photo -> photo.source().sha256()))
                .doesNotHaveDuplicates();
        assertThat(annotations.photos().stream().map(photo -> photo.source().fileName()))
                .doesNotHaveDuplicates();
    }

    @Test
    void boxes_lieInsideTheirImage() {
        SoftAssertions.assertSoftly(softly -> {
            for (Photo photo : annotations.photos()) {
                ImageSize size = photo.image().size();
                for (AnnotatedRegion region : photo.image().regions()) {
                    Box box = region.box();
                    softly.assertThat(box.x1()).as("region %s", region.id()).isNotNegative();
                    softly.assertThat(box.y1()).as("region %s", region.id()).isNotNegative();
                    softly.assertThat(box.x2()).as("region %s", region.id()).isLessThanOrEqualTo(size.width());
                    softly.assertThat(box.y2()).as("region %s", region.id()).isLessThanOrEqualTo(size.height());
                    softly.assertThat(Math.min(box.width(), box.height()))
                            .as("region %s", region.id())
                            .isGreaterThanOrEqualTo(8);
                }
            }
        });
    }

    @Test
    void captions_areTwoOrThreeOfFourToTwelveWords() {
        SoftAssertions.assertSoftly(softly -> {
            for (AnnotatedRegion region : regions()) {
                softly.assertThat(region.captions().size())
                        .as("region %s", region.id())
                        .isBetween(2, 3);
                softly.assertThat(region.captions()).doesNotHaveDuplicates();
                for (String caption : region.captions()) {
                    softly.assertThat(words(caption).size()).as(caption).isBetween(4, 14);
                    softly.assertThat(caption)
                            .isEqualTo(caption.toLowerCase(Locale.ROOT))
                            .doesNotContain(".", "  ");
                }
            }
        });
    }

    @Test
    void slots_areWordsOfTheCaptions() {
        SoftAssertions.assertSoftly(softly -> {
            for (AnnotatedRegion region : regions()) {
                Set<String> words = new HashSet<>(words(String.join(" ", region.captions())));
                softly.assertThat(words)
                        .as("region %s", region.id())
                        .contains(region.labels().slots().object())
                        .containsAll(region.labels().slots().attributes())
                        .containsAll(region.labels().slots().context());
            }
        });
    }

    @Test
    void attributes_haveKnownTypesAndNoneIsBothTrueAndFalse() {
        SoftAssertions.assertSoftly(softly -> {
            for (AnnotatedRegion region : regions()) {
                RegionLabels labels = region.labels();
                String name = "region " + region.id();
                softly.assertThat(labels.attributes().size()).as(name).isBetween(2, 4);
                softly.assertThat(labels.negativeAttributes().size()).as(name).isBetween(2, 15);
                softly.assertThat(labels.negativeAttributes()).as(name).doesNotHaveDuplicates();
                softly.assertThat(labels.attributes()).doesNotContainAnyElementsOf(labels.negativeAttributes());
            }
        });
        assertThat(annotations.attributes())
                .allSatisfy(name -> assertThat(TYPES).contains(name.split(":")[0]));
    }

    @Test
    void categories_areNamedAndAmongTheTags() {
        assertThat(regions()).allSatisfy(region -> {
            assertThat(region.labels().category()).isNotBlank();
            assertThat(region.labels().tags())
                    .contains(region.labels().category())
                    .doesNotHaveDuplicates();
            assertThat(region.labels().phrases())
                    .contains("the " + region.labels().category());
            assertThat(region.origin().part()).isEqualTo("photos");
            assertThat(region.origin().scene()).isNotBlank();
        });
    }

    @Test
    void cocoClass_marksWhatTheEncoderHasSeen() {
        assertThat(annotations.cocoClass("owl")).contains("bird");
        assertThat(annotations.cocoClass("cup")).contains("cup");
        assertThat(annotations.cocoClass("windmill")).isEmpty();
        assertThat(annotations.categories())
                .containsAll(annotations.cocoClasses().keySet());
    }
}
