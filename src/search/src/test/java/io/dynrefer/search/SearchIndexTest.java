package io.dynrefer.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.region.Attribute;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.Progress;
import io.dynrefer.safetensors.SafeTensorsFile;
import io.dynrefer.search.SearchedPhoto.Place;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchIndexTest {
    private static final Box LEFT = new Box(0, 0, 20, 20);
    private static final Box RIGHT = new Box(20, 0, 40, 20);

    private final ColorModel model = new ColorModel("colors-f32");

    @TempDir
    private Path folder;

    /** Two colours side by side, 20 pixels square each. */
    private SearchedPhoto photo(String name, Color left, Color right) throws IOException {
        BufferedImage image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 40; x++) {
            for (int y = 0; y < 20; y++) {
                image.setRGB(x, y, (x < 20 ? left : right).getRGB());
            }
        }
        Path file = folder.resolve(name + ".png");
        ImageIO.write(image, "png", file.toFile());
        return new SearchedPhoto(file, size -> List.of(new Place(LEFT, name + " left"), new Place(RIGHT, null)));
    }

    private IndexBuilder.Result build(Path index, List<SearchedPhoto> photos, List<String> problems) {
        return new IndexBuilder(index, model).add(photos, Progress.NONE, problems::add);
    }

    @Test
    void find_byWordAndByLikeness_isTheRegionOfThatColor() throws IOException {
        Path index = folder.resolve("index");
        SearchedPhoto both = photo("both", new Color(250, 20, 10), new Color(10, 20, 250));
        build(index, List.of(both, photo("other", new Color(10, 200, 10), Color.GRAY)), new ArrayList<>());

        try (SearchIndex opened = SearchIndex.open(index, model)) {
            SearchIndex.Hit red = opened.find(opened.phrase("red"), 1).get(0);
            assertThat(red.region().label()).isEqualTo("both left");
            assertThat(red.region().bbox()).containsExactly(0.0, 0.0, 20.0, 20.0);
            assertThat(red.score()).isBetween(1.8, 2.0); // twice the cosine, less what green claims
            assertThat(opened.find(opened.phrase("the green"), 4))
                    .hasSize(4)
                    .isSortedAccordingTo(
                            Comparator.comparingDouble(SearchIndex.Hit::score).reversed());
            var pixels = new ImageReader(ImageLimits.DEFAULT)
                    .read(Files.readAllBytes(both.file()))
                    .image();
            SearchIndex.Hit same = opened.like(pixels, RIGHT, 1).get(0);
            assertThat(opened.regions()).hasSize(4);
            assertThat(same.region().bbox()).containsExactly(20.0, 0.0, 20.0, 20.0);
            assertThat(same.score()).isCloseTo(1, within(1e-5));
            assertThatThrownBy(() -> opened.like(pixels, RIGHT, 0)).hasMessageContaining("1 to 1000");
            assertThat(new String(HitSheet.svg("red", List.of(red)), StandardCharsets.UTF_8))
                    .contains("data:image/jpeg", "both.png", "both left");
        }
    }

    @Test
    void find_thingWithAttribute_isNoOtherThingHoweverMuchOfTheAttributeItHas() throws IOException {
        Path index = folder.resolve("index");
        SearchedPhoto plain = photo("plain", new Color(255, 0, 0), new Color(0, 0, 255));
        build(index, List.of(plain, photo("warm", new Color(153, 0, 204), Color.GREEN)), new ArrayList<>());

        try (SearchIndex opened = SearchIndex.open(index, model)) {
            Phrase warmBlue = new Phrase(Optional.of("blue"), List.of(Attribute.parse("warm")));
            assertThat(opened.find(warmBlue, 1).get(0).region().label()).isEqualTo("warm left");
        }
    }

    @Test
    void forget_photo_leavesTheOthersAsIfItHadNotBeenThere() throws IOException {
        List<SearchedPhoto> photos = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            photos.add(photo("photo" + i, new Color(i, 255 - i, i / 2), new Color(9, i, 90)));
        }
        Path index = folder.resolve("index");
        build(index, photos, new ArrayList<>());
        ImageDigest gone = ImageDigest.of(Files.readAllBytes(photos.get(150).file()));

        assertThat(SearchIndex.forget(index, gone)).isEqualTo(2);

        assertThat(SearchIndex.forget(index, gone)).isZero();
        assertThat(index.resolve("parts.draft")).doesNotExist();
        assertThat(index.resolve("parts.kept")).doesNotExist();
        try (SearchIndex opened = SearchIndex.open(index, model)) {
            assertThat(opened.regions())
                    .hasSize(398)
                    .noneMatch(region -> region.digest().equals(gone.hex()));
            var pixels = new ImageReader(ImageLimits.DEFAULT)
                    .read(Files.readAllBytes(photos.get(199).file()))
                    .image();
            assertThat(opened.like(pixels, LEFT, 1).get(0).score()).isCloseTo(1, within(1e-5));
            assertThat(opened.like(pixels, LEFT, 1).get(0).region().photo()).endsWith("photo199.png");
        }
        assertThat(build(index, photos, new ArrayList<>())).isEqualTo(new IndexBuilder.Result(400, 2, 0));
    }

    @Test
    void forget_interruptedBeforeTheNewPartsTookTheirPlace_isFinishedByWhoComesNext() throws IOException {
        Path whole = folder.resolve("whole");
        Path index = folder.resolve("index");
        SearchedPhoto stays = photo("stays", Color.RED, Color.BLUE);
        build(whole, List.of(stays), new ArrayList<>());
        build(index, List.of(stays, photo("gone", Color.GREEN, Color.GRAY)), new ArrayList<>());
        Files.move(whole.resolve("parts"), index.resolve("parts.kept"));
        Files.delete(index.resolve("parts/000000.safetensors")); // half of the old ones is gone

        try (SearchIndex opened = SearchIndex.open(index, model)) {
            assertThat(opened.regions())
                    .hasSize(2)
                    .allMatch(region -> region.photo().endsWith("stays.png"));
        }
        assertThat(index.resolve("parts.kept")).doesNotExist();
    }

    @Test
    void build_killedAndGivenAgain_endsWithTheSameFiles() throws IOException {
        List<SearchedPhoto> photos = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            photos.add(photo("photo" + i, new Color(i % 256, 255 - i % 256, i / 2), new Color(9, i % 256, 90)));
        }
        Path whole = folder.resolve("whole");
        Path killed = folder.resolve("killed");
        build(whole, photos, new ArrayList<>());
        List<SearchedPhoto> broken = new ArrayList<>(photos);
        broken.set(200, new SearchedPhoto(photos.get(200).file(), size -> {
            throw new IllegalStateException("killed");
        }));
        assertThatThrownBy(() -> build(killed, broken, new ArrayList<>())).hasMessage("killed");
        assertThat(killed.resolve("parts/000000.safetensors")).exists();
        assertThat(killed.resolve("parts/000001.safetensors")).doesNotExist();
        Files.writeString(killed.resolve("parts/000001.jsonl"), "half a li");

        assertThat(build(killed, photos, new ArrayList<>())).isEqualTo(new IndexBuilder.Result(600, 344, 0));

        assertThat(content(killed)).isEqualTo(content(whole));
    }

    private static Map<String, String> content(Path index) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(index)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(
                        index.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return content;
    }

    @Test
    void build_again_addsOnlyWhatIsNew() throws IOException {
        Path index = folder.resolve("index");
        SearchedPhoto first = photo("first", Color.RED, Color.BLUE);
        Path copy = Files.copy(first.file(), folder.resolve("copy.png"));
        SearchedPhoto same = new SearchedPhoto(copy, first.regions());
        SearchedPhoto whole = new SearchedPhoto(copy, size -> List.of());

        assertThat(build(index, List.of(first, same), new ArrayList<>())).isEqualTo(new IndexBuilder.Result(2, 2, 0));
        assertThat(build(index, List.of(first, whole), new ArrayList<>())).isEqualTo(new IndexBuilder.Result(3, 1, 0));
    }

    @Test
    void build_photoThatCannotBeRead_isNamedAndLeftOut() throws IOException {
        List<String> problems = new ArrayList<>();
        Path noPhoto = Files.writeString(folder.resolve("no-photo.jpg"), "nothing");
        SearchedPhoto good = photo("good", Color.RED, Color.BLUE);
        SearchedPhoto outside =
                new SearchedPhoto(good.file(), size -> List.of(new Place(new Box(90, 90, 99, 99), null)));

        IndexBuilder.Result result = build(
                folder.resolve("index"),
                List.of(new SearchedPhoto(noPhoto, size -> List.of()), outside, good),
                problems);

        assertThat(result).isEqualTo(new IndexBuilder.Result(2, 2, 2));
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).contains("no-photo.jpg");
        assertThat(problems.get(1)).contains("good.png");
    }

    @Test
    void open_otherWeightsOrNoIndex_isRefused() throws IOException {
        Path index = folder.resolve("index");
        build(index, List.of(photo("one", Color.RED, Color.BLUE)), new ArrayList<>());
        assertThatThrownBy(() -> SearchIndex.open(index, new ColorModel("others-f32")))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("colors-f32")
                .hasMessageContaining("others-f32");
        assertThatThrownBy(() -> new IndexBuilder(index, new ColorModel("others-f32")))
                .isInstanceOf(DynReferException.class);
        assertThatThrownBy(() -> SearchIndex.open(folder.resolve("none"), model))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("dynrefer index");
    }

    @Test
    void export_isEveryVectorWithItsRegion() throws IOException {
        Path index = folder.resolve("index");
        build(index, List.of(photo("one", Color.RED, Color.BLUE)), new ArrayList<>());
        Path file = folder.resolve("vectors.safetensors");

        assertThat(IndexExport.write(index, file)).isEqualTo(2);

        try (SafeTensorsFile written = SafeTensorsFile.open(file)) {
            assertThat(written.entry("vectors").spec().shape()).containsExactly(2L, 3L);
        }
        assertThat(Files.readAllLines(folder.resolve("vectors.safetensors.jsonl")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("one.png"));
    }
}
