package io.dynrefer.data.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.DatasetGeneration;
import io.dynrefer.data.DatasetInfo;
import io.dynrefer.data.Split;
import io.dynrefer.data.imports.LeftOut.Reason;
import io.dynrefer.data.imports.ListSource.Naming;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoImportTest {
    private static final int SIDE = 64;
    private static final ImportRules RULES = new ImportRules(14, Map.of(), 1);

    @TempDir
    Path folder;

    /** A smooth picture of random hills; equal seeds give nearly equal pictures, {@code brighter} by a few levels. */
    private void picture(String name, long seed, int brighter) throws IOException {
        Random random = new Random(seed);
        double[] waves = random.doubles(12, 0.02, 0.2).toArray();
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double height = 0;
                for (int i = 0; i < waves.length; i += 2) {
                    height += Math.sin(waves[i] * x * (1 + i) + waves[i + 1] * y + 40 * waves[i]);
                }
                int grey = (int) (120 + 15 * height) + brighter;
                image.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private Path write(String name, String json) throws IOException {
        return Files.writeString(folder.resolve(name), json.replace('\'', '"'));
    }

    private PhotoSource coco() throws IOException {
        for (int id = 1; id <= 3; id++) {
            picture("photos/" + id + ".png", id, 0);
        }
        Path instances = write(
                "instances.json",
                "{'licenses':[{'id':4,'name':'Attribution','url':'http://by'}],"
                        + "'categories':[{'id':6,'name':'bus'},{'id':1,'name':'person'}],'images':["
                        + "{'id':1,'file_name':'1.png','width':64,'height':64,'license':4},"
                        + "{'id':2,'file_name':'2.png','width':64,'height':64,'license':4},"
                        + "{'id':3,'file_name':'3.png','width':64,'height':64},"
                        + "{'id':4,'file_name':'4.png','width':64,'height':64},"
                        + "{'id':5,'file_name':'5.png','width':64,'height':64}],'annotations':["
                        + "{'id':1,'image_id':1,'category_id':6,'bbox':[2,2,40,30]},"
                        + "{'id':2,'image_id':1,'category_id':1,'bbox':[2,2,13,30]},"
                        + "{'id':3,'image_id':1,'category_id':1,'bbox':[30,10,20,20],'iscrowd':1},"
                        + "{'id':4,'image_id':1,'category_id':9,'bbox':[30,10,20,20]},"
                        + "{'id':5,'image_id':1,'category_id':1,'bbox':[70,10,20,20]},"
                        + "{'id':6,'image_id':2,'category_id':1,'bbox':[0,0,20,20]},"
                        + "{'id':7,'image_id':3,'category_id':6,'bbox':[0,0,10,20]},"
                        + "{'id':8,'image_id':5,'category_id':6,'bbox':[0,0,20,20]}]}");
        Path captions = write(
                "captions.json",
                "{'images':[{'id':1,'file_name':'1.png','width':64,'height':64},"
                        + "{'id':8,'file_name':'8.png','width':64,'height':64}],'annotations':["
                        + "{'id':1,'image_id':1,'caption':'A red bus parked by a tree.'},"
                        + "{'id':2,'image_id':1,'caption':'A tree and a bus'},"
                        + "{'id':3,'image_id':8,'caption':'Nothing'}]}");
        Path regions = write(
                "regions.json",
                "[{'image_id':1,'bbox':[2,2,40,31],'caption':'A red metal bus, with a door.'},"
                        + "{'image_id':7,'bbox':[2,2,40,31],'caption':'Nothing'}]");
        Path splits = write("splits.json", "{'train':[1,2,5],'val':[3],'test':[]}");
        return new CocoSource(new CocoSource.Files(
                "coco", instances, captions, regions, splits, Split.TRAIN, folder.resolve("photos")));
    }

    private static PhotoImport imported(PhotoSource source, ImportRules rules) {
        return new PhotoImport(source, rules, Progress.NONE);
    }

    private DatasetInfo write(PhotoImport photos) {
        return new DatasetGeneration(photos, DatasetGeneration.usualScenes(photos), folder.resolve("out"))
                .run(Progress.NONE);
    }

    @Test
    void coco_everythingThatCannotBeUsed_isCounted() throws IOException {
        assertThat(imported(coco(), RULES).leftOut().counts())
                .containsOnly(
                        Map.entry(Reason.CROWDS, 1),
                        Map.entry(Reason.BOXES_OF_UNKNOWN_CATEGORY, 1),
                        Map.entry(Reason.BOXES_TOO_SMALL, 2),
                        Map.entry(Reason.BOXES_OUTSIDE_THE_IMAGE, 1),
                        Map.entry(Reason.IMAGES_IN_NO_SPLIT, 1),
                        Map.entry(Reason.IMAGES_WITHOUT_A_FILE, 1),
                        Map.entry(Reason.IMAGES_WITHOUT_A_REGION, 1),
                        Map.entry(Reason.CAPTIONS_OF_NO_IMAGE, 1),
                        Map.entry(Reason.REGION_CAPTIONS_OF_NO_IMAGE, 1));
    }

    @Test
    void coco_writtenDataSet_hasPhrasesAttributesAndLicences() throws IOException {
        DatasetInfo info = write(imported(coco(), RULES));

        assertThat(info.credits()).contains("2 photos: Attribution, http://by");
        assertThat(info.vocabulary().categories()).containsExactly("bus", "person");
        try (Dataset dataset = Dataset.open(folder.resolve("out"))) {
            List<AnnotatedRegion> regions = dataset.images(Split.TRAIN).get(0).regions();
            AnnotatedRegion bus = regions.get(0);
            assertThat(bus.captions()).containsExactly("a red bus parked by a tree");
            assertThat(bus.labels().category()).isEqualTo("bus");
            assertThat(bus.labels().attributes()).containsExactly("color:red", "state:parked");
            assertThat(bus.labels().negativeAttributes())
                    .contains("color:green")
                    .doesNotContain("color:white");
            assertThat(bus.labels().tags()).as("a tree is in too few photos").containsExactly("bus");
            assertThat(bus.labels().slots().context()).containsExactly("bus", "tree");
            assertThat(bus.origin().part()).isEqualTo("coco");
            AnnotatedRegion captioned = regions.get(1);
            assertThat(captioned.captions()).containsExactly("a red metal bus, with a door");
            assertThat(captioned.labels().category())
                    .as("of the box that is nearly the same")
                    .isEqualTo("bus");
            assertThat(captioned.labels().attributes()).containsExactly("color:red", "material:metal");
            assertThat(captioned.origin().part()).isEqualTo("coco-regions");
            AnnotatedRegion person =
                    dataset.images(Split.TRAIN).get(1).regions().get(0);
            assertThat(person.captions()).as("of which no caption speaks").containsExactly("a person");
        }
    }

    @Test
    void coco_importedAgain_isTheSame() throws IOException {
        DatasetInfo first = write(imported(coco(), RULES));
        assertThat(write(imported(coco(), RULES))).isEqualTo(first);
    }

    private Path list(String... records) throws IOException {
        return write("labels.json", "[" + String.join(",", records) + "]");
    }

    private static String record(String file, String split, String rest) {
        return "{'file':'" + file + "','split':'" + split + "','bbox':[0,0,64,64]," + rest + "}";
    }

    private static PhotoSource listed(Path list, String part, Naming naming) {
        return new ListSource("listed", list, part, naming, List.of("From nowhere"));
    }

    @Test
    void list_colorAndCoarseName_captionsAndTags() throws IOException {
        picture("a.png", 1, 0);
        Path list = list(
                record("a.png", "train", "'category':'pink lady apple','coarse':'apple','source':'shop'"),
                record("b.png", "train", "'category':'dress','attributes':['color:black'],'source':'street'"));

        AnnotatedRegion apple = listed(list, "shop", Naming.COARSE)
                .photos(new LeftOut())
                .get(0)
                .regions()
                .get(0);
        AnnotatedRegion dress = listed(list, "street", Naming.FINE)
                .photos(new LeftOut())
                .get(0)
                .regions()
                .get(0);

        assertThat(apple.labels().category()).isEqualTo("apple");
        assertThat(apple.captions()).containsExactly("a pink lady apple", "an apple");
        assertThat(apple.labels().tags()).containsExactly("apple", "pink lady apple", "fruit", "food");
        assertThat(dress.captions()).containsExactly("a black dress");
        assertThat(dress.labels().negativeAttributes()).contains("color:white", "color:red");
        assertThatThrownBy(() -> listed(list, "sea", Naming.FINE))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("'sea'");
    }

    @Test
    void nearCopies_betweenSplits_leaveTheEarlierSplit() throws IOException {
        picture("train.png", 1, 3);
        picture("twin.png", 1, 1);
        picture("test.png", 1, 0);
        picture("other.png", 2, 0);
        Path list = list(
                record("train.png", "train", "'category':'hill'"),
                record("other.png", "train", "'category':'hill'"),
                record("twin.png", "test", "'category':'hill'"),
                record("test.png", "test", "'category':'hill'"));

        PhotoImport photos = imported(listed(list, "", Naming.FINE), RULES);

        assertThat(photos.leftOut().counts()).containsOnly(Map.entry(Reason.IMAGES_NEAR_COPIES, 1));
        assertThat(photos.scenes(Split.TRAIN)).isEqualTo(1);
        assertThat(photos.scenes(Split.TEST))
                .as("copies within a split do no harm")
                .isEqualTo(2);
    }

    @Test
    void cap_ofATrainingCategory_keepsRegionsWithTexts() throws IOException {
        StringBuilder records = new StringBuilder(record("0.png", "test", "'category':'hat'"));
        for (int i = 0; i < 6; i++) {
            picture(i + ".png", i, 0);
            String color = i == 4 ? ",'attributes':['color:red']" : "";
            if (i > 0) {
                records.append(',').append(record(i + ".png", "train", "'category':'hat'" + color));
            }
        }
        ImportRules rules = new ImportRules(14, Map.of("hat", 2), 1);

        PhotoImport photos = imported(listed(list(records.toString()), "", Naming.FINE), rules);

        assertThat(photos.scenes(Split.TEST)).isEqualTo(1);
        assertThat(photos.scenes(Split.TRAIN)).isEqualTo(2);
        assertThat(photos.leftOut().counts()).containsEntry(Reason.BOXES_OVER_THE_CAP, 3);
        assertThat(photos.tagCounts()).containsEntry("hat", 3);
        write(photos);
        try (Dataset dataset = Dataset.open(folder.resolve("out"))) {
            assertThat(dataset.images(Split.TRAIN))
                    .anySatisfy(image ->
                            assertThat(image.regions().get(0).captions()).containsExactly("a red hat"));
        }
    }
}
