package io.dynrefer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Progress;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.MemoryBlobStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetTest {
    @TempDir
    private Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void generate() {
        folder = temporary.resolve("stripes");
        StripesGenerator generator = new StripesGenerator(1);
        new DatasetGeneration(generator, DatasetGeneration.usualScenes(generator), folder).run(Progress.NONE);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }

    private Path zip(String root) throws IOException {
        Path zip = temporary.resolve("stripes.zip");
        try (OutputStream bytes = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Path file : files()) {
                out.putNextEntry(new ZipEntry(root + folder.relativize(file)));
                out.write(Files.readAllBytes(file));
            }
        }
        return zip;
    }

    private void requireSameAsFolder(Dataset other) {
        try (Dataset dataset = Dataset.open(folder)) {
            assertThat(other.info()).isEqualTo(dataset.info());
            assertThat(other.images(Split.TEST)).isEqualTo(dataset.images(Split.TEST));
            for (AnnotatedImage image : dataset.images(Split.TEST)) {
                assertThat(other.pixels().encoded(image))
                        .isEqualTo(dataset.pixels().encoded(image));
                assertThat(other.pixels().read(image).pixels())
                        .isEqualTo(dataset.pixels().read(image).pixels());
            }
        }
    }

    @Test
    void open_zip_readsWhatTheFolderHas() throws IOException {
        for (String root : List.of("", "stripes/")) {
            try (Dataset zipped = Dataset.open(zip(root))) {
                requireSameAsFolder(zipped);
            }
        }
    }

    @Test
    void open_blobStore_readsWhatTheFolderHas() throws IOException {
        MemoryBlobStore store = new MemoryBlobStore();
        for (Path file : files()) {
            store.putIfAbsent(new BlobKey("data/stripes/" + folder.relativize(file)), Files.readAllBytes(file));
        }
        AtomicBoolean closed = new AtomicBoolean();
        try (Dataset stored = Dataset.open(store, "data/stripes", () -> closed.set(true))) {
            requireSameAsFolder(stored);
            assertThat(closed).isFalse();
        }
        assertThat(closed).isTrue();
    }

    @Test
    void open_nothingThere_saysWhatToGive() {
        assertThatThrownBy(() -> Dataset.open(temporary.resolve("absent")))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("absent");
        assertThatThrownBy(() -> Dataset.open(temporary)).hasMessageContaining("dataset.json");
    }

    @Test
    void open_zipWithoutADataset_isRefused() throws IOException {
        Path zip = temporary.resolve("empty.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("readme"));
        }
        assertThatThrownBy(() -> Dataset.open(zip)).hasMessageContaining("holds no dataset.json");
        Path text = Files.writeString(temporary.resolve("text.zip"), "text");
        assertThatThrownBy(() -> Dataset.open(text)).hasMessageContaining("cannot be read as a zip file");
    }

    @Test
    void open_malformedInfo_namesFileAndProperty() throws IOException {
        Path file = folder.resolve(DatasetInfo.FILE_NAME);
        Files.writeString(file, Files.readString(file).replace("\"seed\":1", "\"seed\":\"one\""));
        assertThatThrownBy(() -> Dataset.open(folder))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("dataset.json")
                .hasMessageContaining("seed");
    }

    @Test
    void images_ofASplitThatIsAbsent_isNotFound() {
        try (Dataset dataset = Dataset.open(folder)) {
            assertThatThrownBy(() -> dataset.images(Split.VAL))
                    .isInstanceOfSatisfying(
                            DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                    .hasMessageContaining("val.json");
        }
    }

    @Test
    void read_brokenMissingOrMissizedImage_namesTheFile() throws IOException {
        try (Dataset dataset = Dataset.open(folder)) {
            List<AnnotatedImage> images = dataset.images(Split.TRAIN);
            Files.delete(folder.resolve(images.get(0).fileName()));
            Files.writeString(folder.resolve(images.get(1).fileName()), "text");
            AnnotatedImage other =
                    new AnnotatedImage(9, images.get(2).fileName(), new io.dynrefer.region.ImageSize(17, 8), List.of());
            for (AnnotatedImage image : List.of(images.get(0), images.get(1), other)) {
                assertThatThrownBy(() -> dataset.pixels().read(image))
                        .isInstanceOf(DynReferException.class)
                        .hasMessageContaining(image.fileName());
            }
        }
    }
}
