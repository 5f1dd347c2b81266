package io.dynrefer.data.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.DatasetAddition;
import io.dynrefer.data.DatasetGeneration;
import io.dynrefer.data.Split;
import io.dynrefer.data.imports.LeftOut.Reason;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Progress;
import io.dynrefer.testing.Samples;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each form by files of its tool, odd ones included (README.md beside them). */
class PlacesTest {
    private static final int SIDE = 64;
    private static final ImportRules RULES = new ImportRules(1, Map.of(), 1);

    @TempDir
    Path folder;

    private Path labels(String form, String... photos) throws IOException {
        Path place = folder.resolve(form);
        URL there = Objects.requireNonNull(PlacesTest.class.getResource(form), form);
        try (Stream<Path> files = Files.walk(Path.of(there.toURI()))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy =
                        place.resolve(Path.of(there.toURI()).relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < photos.length; i++) {
            noise(place.resolve(photos[i]), i);
        }
        return place;
    }

    private static void noise(Path file, long seed) throws IOException {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.setRGB(i % SIDE, i / SIDE, random.nextInt(1 << 24));
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private PhotoImport read(Path place, String form) {
        return read(place, form, KnownPhotos.NONE);
    }

    private PhotoImport read(Path place, String form, KnownPhotos known) {
        Places.Found found = Places.look(place, "mine");
        assertThat(found.form()).isEqualTo(form);
        return new PhotoImport(found.source(), RULES, known, Progress.NONE);
    }

    /** The regions of a split: category and box, in order. */
    private static List<String> regions(PhotoImport photos, Split split, Path out) {
        new DatasetGeneration(photos, DatasetGeneration.usualScenes(photos), out).run(Progress.NONE);
        return regions(out, split);
    }

    private static List<String> regions(Path out, Split split) {
        try (Dataset dataset = Dataset.open(out)) {
            return dataset.info().has(split)
                    ? dataset.images(split).stream()
                            .flatMap(image -> image.regions().stream())
                            .map(PlacesTest::text)
                            .toList()
                    : List.of();
        }
    }

    private static String text(AnnotatedRegion region) {
        Box box = region.box();
        return region.labels().category() + " " + Math.round(box.x1()) + "," + Math.round(box.y1()) + ","
                + Math.round(box.x2()) + "," + Math.round(box.y2());
    }

    private static List<String> notes(PhotoImport photos, Reason reason) {
        return photos.leftOut().notes().getOrDefault(reason, List.of());
    }

    @Test
    void look_atFoldersByClass_takesThePhotoForTheRegionAndSplitsSomeOff() throws IOException {
        Path place = folder.resolve("photos");
        for (int i = 0; i < 6; i++) {
            noise(place.resolve("garden_gnome/" + i + ".png"), i);
            noise(place.resolve("train/deeper/" + i + ".png"), 10 + i);
        }
        noise(place.resolve("lost.png"), 20);
        PhotoImport photos = read(place, "folders of photos by class");
        assertThat(notes(photos, Reason.IMAGES_WITHOUT_A_CLASS)).containsExactly("lost.png");
        assertThat(photos.card().categories()).containsExactly("garden gnome", "train");
        assertThat(regions(photos, Split.VAL, folder.resolve("out")))
                .containsExactlyInAnyOrder("garden gnome 0,0,64,64", "train 0,0,64,64");
        assertThat(photos.scenes(Split.TRAIN)).isEqualTo(10);
    }

    @Test
    void look_atFoldersOfSplits_keepsThem() throws IOException {
        Path place = folder.resolve("photos");
        noise(place.resolve("train/cat/1.png"), 1);
        noise(place.resolve("valid/cat/2.png"), 2);
        PhotoImport photos = read(place, "folders of photos by class");
        assertThat(photos.scenes(Split.TRAIN)).isEqualTo(1);
        assertThat(photos.scenes(Split.VAL)).isEqualTo(1);
    }

    @Test
    void splitOff_ofNearCopies_keepsThemTogether() throws IOException {
        Path place = folder.resolve("photos");
        for (int i = 0; i < 12; i++) {
            noise(place.resolve("cat/" + i + ".png"), i / 2); // pairs of equal pictures
        }
        PhotoImport photos = read(place, "folders of photos by class");
        assertThat(photos.scenes(Split.VAL)).isPositive().isEven();
        assertThat(photos.scenes(Split.TRAIN)).isPositive().isEven();
        assertThat(photos.leftOut().counts()).isEmpty();
    }

    @Test
    void read_aSecondTime_addsOnlyWhatIsNew() throws IOException {
        Path place = folder.resolve("photos");
        Path out = folder.resolve("out");
        for (int i = 0; i < 6; i++) {
            noise(place.resolve("cat/" + i + ".png"), i);
        }
        List<String> before = regions(read(place, "folders of photos by class"), Split.TRAIN, out);
        byte[] first = Files.readAllBytes(out.resolve("images/000001.png"));
        noise(place.resolve("dog/1.png"), 11);
        PhotoImport again = read(place, "folders of photos by class", KnownPhotos.of(out));
        assertThat(again.knownBefore()).isEqualTo(6);
        new DatasetAddition(again, out).run(Progress.NONE);
        List<String> expected = new ArrayList<>(before);
        expected.add("dog 0,0,64,64");
        assertThat(regions(out, Split.TRAIN)).containsExactlyElementsOf(expected);
        assertThat(out.resolve("images/000001.png")).hasBinaryContent(first);
        try (Dataset dataset = Dataset.open(out)) {
            assertThat(dataset.info().vocabulary().categories()).containsExactly("cat", "dog");
            assertThat(Objects.requireNonNull(dataset.info().splits().get("train"))
                            .images())
                    .isEqualTo(before.size() + 1);
        }
    }

    @Test
    void look_atVoc_countsPixelsFromOneAndNamesWhatIsOdd() throws IOException {
        Path place = labels("voc", "JPEGImages/street.png", "JPEGImages/yard.png", "JPEGImages/odd.png");
        PhotoImport photos = read(place, "Pascal VOC XML");
        assertThat(regions(photos, Split.VAL, folder.resolve("out"))).containsExactly("dog 0,0,64,64");
        assertThat(regions(folder.resolve("out"), Split.TRAIN))
                .containsExactly("car 19,19,50,50", "car 2,4,40,44", "person 29,9,60,60");
        assertThat(notes(photos, Reason.BOXES_WITHOUT_A_CATEGORY)).containsExactly("Annotations/odd.xml: object 2");
        assertThat(notes(photos, Reason.LABELS_UNREADABLE)).containsExactly("Annotations/odd.xml: object 3: bndbox");
        assertThat(notes(photos, Reason.FILES_UNREADABLE))
                .singleElement()
                .asString()
                .startsWith("Annotations/cut.xml: ");
    }

    @Test
    void look_atYolo_readsBoxesAndOutlinesAndNamesWhatIsOdd() throws IOException {
        Path place = labels("yolo", "images/train/a.png", "images/train/b.png", "images/val/c.png");
        PhotoImport photos = read(place, "YOLO");
        assertThat(regions(photos, Split.TRAIN, folder.resolve("out")))
                .containsExactly("sparrow 16,24,48,40", "great tit 8,8,24,24", "great tit 6,6,58,38");
        assertThat(regions(folder.resolve("out"), Split.VAL)).containsExactly("sparrow 3,3,61,61");
        assertThat(notes(photos, Reason.BOXES_OF_UNKNOWN_CATEGORY)).containsExactly("labels/train/b.txt:2: class 7");
        assertThat(notes(photos, Reason.LABELS_UNREADABLE))
                .containsExactly("labels/train/b.txt:3: 0 0.5 nan 0.2 0.2", "labels/train/b.txt:4: sparrow 1");
        assertThat(notes(photos, Reason.LABELS_OF_NO_IMAGE)).containsExactly("labels/train/nowhere.txt");
    }

    @Test
    void look_atCoco_takesTheSplitFromTheNameAndNamesWhatIsOdd() throws IOException {
        Path place = labels("coco", "train2017/a.png", "train2017/b.png");
        PhotoImport photos = read(place, "COCO or LVIS");
        assertThat(regions(photos, Split.TRAIN, folder.resolve("out")))
                .containsExactly("red mug 2,2,42,32", "plate 10,10,50,40", "red mug 5,5,35,35");
        assertThat(notes(photos, Reason.CROWDS)).containsExactly("instances_train2017.json: annotations[2]");
        assertThat(notes(photos, Reason.BOXES_OF_UNKNOWN_CATEGORY))
                .containsExactly("instances_train2017.json: annotations[3]: category_id 9");
        assertThat(notes(photos, Reason.LABELS_UNREADABLE))
                .singleElement()
                .asString()
                .contains("annotations[4].bbox");
        assertThat(notes(photos, Reason.BOXES_OUTSIDE_THE_IMAGE)).hasSize(1);
        assertThat(notes(photos, Reason.LABELS_OF_NO_IMAGE)).hasSize(1);
        assertThat(notes(photos, Reason.IMAGES_WITHOUT_A_FILE))
                .singleElement()
                .asString()
                .endsWith("gone.png");
    }

    @Test
    void look_atLvis_findsThePhotoByItsAddress() throws IOException {
        Path place = labels("lvis", "val2017/000000397133.png");
        assertThat(regions(read(place, "COCO or LVIS"), Split.VAL, folder.resolve("out")))
                .containsExactly("trash can 11,12,41,42");
    }

    @Test
    void look_atVisualGenome_readsThingsAndDescribedRegions() throws IOException {
        Path place = labels("vg", "VG_100K/1.jpg", "VG_100K_2/2.jpg");
        PhotoImport photos = read(place, "Visual Genome");
        List<String> all = new ArrayList<>(regions(photos, Split.TRAIN, folder.resolve("out")));
        all.addAll(regions(folder.resolve("out"), Split.VAL));
        assertThat(all).containsExactlyInAnyOrder("mug 4,6,44,36", " 2,2,52,52", " 0,30,64,64");
        assertThat(photos.card().attributes()).containsExactly("red", "shiny");
        assertThat(notes(photos, Reason.BOXES_WITHOUT_A_CATEGORY))
                .containsExactly("attributes.json: [0].attributes[1]");
        assertThat(notes(photos, Reason.LABELS_UNREADABLE))
                .singleElement()
                .asString()
                .contains("[1].attributes[0].w");
    }

    @Test
    void look_atLabelStudio_findsUploadedPhotosAndNamesWhatIsOdd() throws IOException {
        Path place = labels("labelstudio", "images/table one.png", "shelf/two.png");
        PhotoImport photos = read(place, "Label Studio JSON");
        List<String> all = new ArrayList<>(regions(photos, Split.TRAIN, folder.resolve("out")));
        all.addAll(regions(folder.resolve("out"), Split.VAL));
        assertThat(all).containsExactlyInAnyOrder("my mug 16,32,48,48", "plate 6,6,58,38", "defect 0,0,64,64");
        assertThat(notes(photos, Reason.SHAPES_THAT_ARE_NO_REGION))
                .containsExactly("project-1.json: [0], shape 3 of brushlabels");
        assertThat(notes(photos, Reason.BOXES_WITHOUT_A_CATEGORY)).containsExactly("project-1.json: [0], shape 4");
        assertThat(notes(photos, Reason.ANNOTATIONS_BEYOND_THE_FIRST)).hasSize(1);
        assertThat(notes(photos, Reason.ANNOTATIONS_CANCELLED)).containsExactly("project-1.json: [1].annotations[0]");
    }

    @Test
    void look_atWhatLabelStudiosConverterWrote_findsTheSameInBothForms() throws IOException {
        for (String form : List.of("tasks", "min")) {
            Path place = labels("labelstudio-converter/" + form, "shelf/one.png", "shelf/two.png");
            PhotoImport photos = read(place, "Label Studio JSON");
            List<String> all = new ArrayList<>(regions(photos, Split.TRAIN, folder.resolve("out-" + form)));
            all.addAll(regions(folder.resolve("out-" + form), Split.VAL));
            assertThat(all)
                    .as(form)
                    .contains("my mug 16,32,48,48", "plate 6,6,58,38", "my mug 8,8,48,28", "my mug 8,8,9,9");
            assertThat(notes(photos, Reason.SHAPES_THAT_ARE_NO_REGION)).hasSize(form.equals("tasks") ? 1 : 0);
        }
    }

    @Test
    void look_atCvat_readsShapesThatAreRegions() throws IOException {
        Path place = labels("cvat", "images/a.png", "images/shelf/b.png");
        PhotoImport photos = read(place, "CVAT XML");
        assertThat(regions(photos, Split.TRAIN, folder.resolve("out")))
                .containsExactly("mug 4,6,44,36", "plate 10,10,50,40", "mug 5,7,35,27");
        assertThat(regions(folder.resolve("out"), Split.VAL))
                .containsExactly("broken mug 0,0,64,64", "mug 16,16,44,44");
        assertThat(notes(photos, Reason.SHAPES_THAT_ARE_NO_REGION))
                .containsExactly(
                        "annotations.xml: image 0 (a.png), polyline edge",
                        "annotations.xml: track 0 of a video; export it as images");
    }

    @Test
    void look_atFilesThatDatumaroWrote_findsTheSameInEachForm() throws IOException {
        Path tools = labels("datumaro");
        Map<String, String> forms = Map.of(
                "coco_instances", "COCO or LVIS",
                "yolo", "YOLO",
                "yolo_ultralytics", "YOLO",
                "cvat", "CVAT XML",
                "voc_detection", "Pascal VOC XML");
        forms.forEach((form, title) -> {
            PhotoImport photos = read(tools.resolve(form), title);
            int first = form.startsWith("voc") ? 1 : 0; // Datumaro writes VOC's boxes without counting from 1
            assertThat(regions(photos, Split.TRAIN, folder.resolve("out-" + form)))
                    .as(form)
                    .contains("red mug " + (4 - first) + "," + (6 - first) + ",44,36");
            assertThat(regions(folder.resolve("out-" + form), Split.VAL))
                    .as(form)
                    .containsExactly("plate 0," + (50 - first) + ",64,60");
            assertThat(photos.leftOut().counts()).as(form).isEmpty();
        });
    }

    @Test
    void look_atRefCoco_readsExpressionsAsCaptions() {
        for (String sample : List.of("refcocog", "refcocog-pickle")) {
            Places.Found found = Places.look(Samples.path(sample), "mine");
            assertThat(found.form()).isEqualTo("RefCOCO(g)");
            List<ImportedPhoto> photos = found.source().photos(new LeftOut());
            assertThat(photos).isNotEmpty();
            assertThat(photos.get(0).regions()).isNotEmpty().allSatisfy(region -> {
                assertThat(region.captions()).isNotEmpty();
                assertThat(region.labels().category()).isNotEmpty();
            });
        }
    }

    @Test
    void look_atNothingKnown_namesTheForms() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "nothing");
        assertThatThrownBy(() -> Places.look(folder, "mine"))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("YOLO")
                .hasMessageContaining("CVAT XML");
    }
}
