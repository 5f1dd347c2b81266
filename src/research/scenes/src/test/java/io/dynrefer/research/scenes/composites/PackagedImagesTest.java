package io.dynrefer.research.scenes.composites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.data.Split;
import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.data.packages.PackageCatalogue;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackagedImagesTest {
    private static final String STAMPS = "tuxpaint-stamps-default";
    private static final String BACKGROUNDS = "tuxpaint-data";

    @TempDir
    private Path folder;

    /** Packages as they lie in the cache once they are extracted. */
    @BeforeEach
    void extract() throws IOException {
        write(STAMPS, "usr/share/tuxpaint/stamps/small.png", DrawnImages.ellipse(60, 30, 0xFF0000));
        write(STAMPS, "usr/share/tuxpaint/stamps/large.png", DrawnImages.ellipse(500, 1000, 0xFF0000));
        write(BACKGROUNDS, "templates/wide.png", new BufferedImage(900, 800, BufferedImage.TYPE_INT_RGB));
        Files.writeString(file(STAMPS, "usr/share/tuxpaint/stamps/text.png"), "not a picture");
    }

    private Path file(String source, String path) throws IOException {
        Path file =
                folder.resolve(PackageCatalogue.load().find(source).fileStem()).resolve(path);
        Files.createDirectories(file.getParent());
        return file;
    }

    private void write(String source, String path, BufferedImage image) throws IOException {
        assertThat(ImageIO.write(image, "png", file(source, path).toFile())).isTrue();
    }

    private PackagedImages images() {
        return new PackagedImages(new PackageCache(folder, PackageCatalogue.load()));
    }

    private static CompositeSources.Stamp stamp(String path) {
        return new CompositeSources.Stamp(path, Facing.UNKNOWN, false, Split.TRAIN);
    }

    @Test
    void stamp_keepsItsSizeUnlessItIsVeryLarge() {
        AlphaImage small = images().stamp(stamp("small.png"));
        assertThat(small.width()).isEqualTo(60);
        assertThat(small.alpha(30, 15)).isEqualTo(1);
        assertThat(small.alpha(0, 0)).isZero();
        AlphaImage large = images().stamp(stamp("large.png"));
        assertThat(large.width()).isEqualTo(200);
        assertThat(large.height()).isEqualTo(400);
    }

    @Test
    void background_isMadeSmaller() {
        assertThat(images().background(new CompositeSources.Background(BACKGROUNDS, "templates/wide.png", Split.TRAIN))
                        .size())
                .hasToString("ImageSize[width=720, height=640]");
    }

    @Test
    void stamp_thatCannotBeDecoded_isNamed() {
        assertThatThrownBy(() -> images().stamp(stamp("text.png")))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_IMAGE))
                .hasMessageContaining("text.png");
        assertThatThrownBy(() -> images().stamp(stamp("absent.png"))).hasMessageContaining("absent.png");
    }
}
